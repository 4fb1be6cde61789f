"""Words of which invented references are made: names, subjects, journals, publishers, places."""

FAMILIES = (
    "Callendar Okafor Lindqvist Moreau Tanaka Petrov Yılmaz Schneider Rossi Álvarez Nguyen Haddad Kowalski Ferreira"
    " Andersen Dubois Novák Sato Khan Murphy Weber Silva Costa Jansen Popescu Horvát Larsen Bauer Oliveira Santos"
    " Zhang Li Wang Chen Liu Kim Park Lee Singh Gupta Smith Jones Brown Taylor Wilson Evans Müller Schmidt Fischer"
    " Öztürk Kaya Demir García Martínez López Sánchez Pérez O'Brien O'Neill McDonald MacLeod Saint-Pierre D'Angelo"
    " Berg-Olsen Fernández-Ruiz al-Hassan Ivanova Sokolov Papadopoulos Nikolaidis Virtanen Korhonen Eriksson L'Heureux"
    " Souza Lima Barbosa Carvalho Rodrigues Almeida Nascimento Araújo Ribeiro Gonçalves Brandão Magalhães Guimarães"
    " Wu Xu Ng Ho Oh Tan Zhou deKernion vanWijk O’Malley N’Diaye Łukasiewicz Ōtani Šimek Ćosić Đorđević Þorsson Ündar"
).split()
PARTICLES = "van de,de la,von,van der,da,dos,de,di,el,ten,De,Van,Van der,du,del,zur,'t".split(",")
SUFFIXES = ("Jr", "Jr.", "Sr", "III", "II", "Filho", "Neto", "Júnior", "2nd")
GIVEN = (
    "Anna John Maria Peter Ingrid Paulo Hélène Jean-Paul Thomas Yuki Wei Rahul Fatima George Emma Luis Ana Karl"
    " Olga Sven Margaret William Charlotte Henry Lucía José Carlos Mehmet Ayşe Hans Friedrich Claire Michael"
).split()
MONONYMS = "Suharto Wirdiati Nedumaran Chandra Sukarno Rajan Kavitha Senthil Dewi Aung".split()
COUNTRIES = (
    "Brazil|Italy|the United States|Japan|England and Wales|Sweden|South Africa|Nigeria|China|Turkey|Denmark|Spain"
    "|Portugal|Mexico|India|Australia|Scotland|Ontario, Canada|Minas Gerais, Brazil|Taiwan|Ethiopia|the UK|U.S.|Norway"
).split("|")

MEDICAL = (
    "calcinosis dermatomyositis myositis scleroderma lupus vasculitis arthritis panniculitis uveitis nephritis hypertension"
    " lipodystrophy amyloidosis sarcoidosis osteoporosis hypercalcaemia ulceration fibrosis asthma diabetes pneumonia melanoma"
    " carcinoma lymphoma leukaemia stroke epilepsy migraine schizophrenia depression obesity malaria tuberculosis hepatitis"
    " sepsis infection inflammation apoptosis metastasis pregnancy anaemia thrombosis fracture dementia delirium pain falls"
    " breastfeeding leprosy dengue zika influenza measles scabies cirrhosis pancreatitis colitis appendicitis cataract glaucoma"
    " endometriosis preeclampsia prematurity autism insomnia smoking alcoholism burns trauma haemophilia myocarditis angina"
    " arrhythmia cardiomyopathy embolism aneurysm angiogenesis autophagy methylation mineralization phagocytosis immunization"
    " vaccination screening caregiving nursing adherence mortality sarcopenia frailty caries periodontitis gingivitis halitosis"
).split()
AGENTS = (
    "diltiazem alendronate pamidronate warfarin colchicine probenecid rituximab infliximab thalidomide methotrexate"
    " IL-6 TNF-α p53 BRCA1 CD4+ HLA-DRB1 NF-κB Wnt/β-catenin miR-155 SARS-CoV-2 HIV-1 vitamin-D insulin leptin 17β-estradiol"
    " interferon rapamycin aspirin metformin statins cytokines microRNAs antibodies mesenchymal-stem-cells P16INK4a CYP2D6"
    " PM2.5 CO2 COVID-19 H1N1 FOXP3 PD-L1 TGF-β1 18F-FDG-PET/CT MRI ultrasound tocilizumab sildenafil chromosome-12q13.13"
).split()
SETTINGS = (
    "in children|in adults|in juvenile disease|in mice|in vitro|in Escherichia coli|in Saccharomyces cerevisiae"
    "|in primary care|in rural areas|in the elderly|after surgery|during pregnancy|in Brazil|in northern Europe"
    "|in a tertiary hospital|of the elbow|of the knee|in zebrafish|in human plasma|among nurses|at 12 weeks"
    "|in intensive care units|in low- and middle-income countries|under 5 years of age|in the U.S.|in the 1990s"
    "|in Drosophila melanogaster|in adolescents aged 10-19 years|in São Paulo, Brazil|in the Netherlands, 2001-2010"
    "|in Ibadan, Nigeria|in Bangladesh: 1990 to 2015|in St. Louis|at a university hospital in Seoul, Korea"
).split("|")
STUDIES = (
    "a case report|report of two cases|a case report and review of the literature|a systematic review|a meta-analysis"
    "|a randomised controlled trial|a cohort study|results of the ELBOW study|a population-based study|an update"
    "|the role of imaging|clinical and laboratory findings in 26 patients|a multicentre study|a 5-year follow-up"
    "|part II|evidence from 1990 to 2015|lessons from a registry|current concepts|a review|a pilot study"
    "|study protocol for a randomized controlled trial|a cross-sectional survey|a nested case-control study|a Delphi study"
    "|a qualitative study|the Norwegian experience 1977-1991|a phase 2, open-label trial|a scoping review|report of 3 cases"
    "|a pooled analysis of 1479 studies|an interrupted time series|consensus statement|a comparison of 12 instruments"
).split("|")
OUTCOMES = (
    "survival|quality of life|bone mineral density|readmission|pain scores|gene expression|renal function|mortality|costs"
    "|adherence|length of stay|visual acuity|sleep|cognition|weight gain|immune response|hospital admissions|birth weight"
).split("|")
PATTERNS = (
    "{agent} in {a} {where}: {study}|{a} {where}|treatment of {a} with {agent}|{a}, {b} and {agent} {where}"
    "|does {agent} prevent {a} {where}?|{a}: {study}|expression of {agent} {where} is regulated by {b}|{a}"
    "|{agent} and {b} {where}. {Study}|{a} as a cause of {b} {where}|guidelines for the management of {a} ({year})"
    "|a novel {agent}-dependent mechanism of {a} {where}|effect of {agent} on {outcome} {where}|trends in {a} {where}, {year}-{later}"
    "|{a} and {outcome} {where}: {study}|{agent} versus {drug} for {a}: {study}|risk factors for {a} {where}|{B} {where}"
    "|prevalence of {a} in {place}|{a}. Part {roman}. {B}|{a}: what is new? {Study}|is {a} a risk factor for {b}? {Study}"
    '|the {acronym} trial: {agent} for {a} {where}|number of {a} admissions {where}: {n} cases|"{a}" or "{b}"? {Study}'
    "|“{a}”: {study}|association of {agent} with {outcome} in patients with {a}|impact of {a} on {outcome} in {place}"
    "|{a} in {place}|{n} cases of {a} {where}|validation of the {acronym} score (version {roman}) for {a}|in memoriam: {a}"
    "|the {year} {a} guidelines|global burden of {a} in {year}: {study}|{agent} (formerly {drug}) and {a}|{a} & {b}: {study}"
    "|{a} vs. {b}|{agent} 2.5 mg vs. {drug} 10 mg in {a}|‘{a}’ – {study}|why {a}? Why now?|{a}... or {b}? {Study}"
    "|{body} recommendations for {a}|age, {a}, and {outcome} {where}|{B}-associated {a} {where} ({acronym}): {study}"
    "|{year} {acronym} guideline for {a}|in situ {a} {where}|letter to the editor: {a}|re: {agent} in {a}|reply to {acronym} et al."
).split("|")
SCHOLARLY = (
    "memory|empire|language|democracy|citizenship|the city|translation|the novel|authority|tragedy|rhetoric|liberty"
    "|education|colonial trade|modern science|the state|aesthetics|land reform|political economy|theology|opera|kinship"
    "|gender|the archive|medieval law|popular culture|migration|the public sphere|philosophy|historical method"
).split("|")
TECHNICAL = (
    "phase transitions|neural networks|parallel computation|quantum dots|spin chains|dark matter|logic programming"
    "|black holes|sparse matrices|distributed databases|gauge theories|convex optimisation|superconductivity"
    "|gravitational waves|type inference|neutron stars|finite elements|random graphs|Bose-Einstein condensates"
    "|image segmentation|reinforcement learning|topological insulators|thin films|galaxy clusters|cosmic rays"
).split("|")
SCHOLARLY_PATTERNS = (
    "on {a} and {b}|{a} in {b}|{a}: a theory of {b}|the limits of {a}|{a}, {b} and {c}|{a}|towards {a}? {b}|{a}. An essay"
).split("|")
BOOK_PATTERNS = (
    "Textbook of {A}|Handbook of {a}|The {B} of {place}|{A} and {b}|{family}'s principles of {a}|Introduction to {t}"
    "|Guidelines for {a} and {c}|{B} and {c}: an introduction|Report on {a} {where}|{A}|{A} {where}|Oxford textbook of {a}"
    "|{A}: diagnosis and treatment|Clinical {a} {where}|Essentials of {a}: a guide for nurses|The {a} book|{B}|Living with {a}"
    "|Atlas of {a}, volume {n}|{A} manual, version {n}.0|Principles and practice of {a} and {c}|{A} for the clinician: {b}"
    "|{A} {year}|Mind, {b} and {c}|Current {a} diagnosis & treatment {year}|The {year} {a} yearbook"
).split("|")
WEB_PATTERNS = (
    "{A}: key facts|{A} {where}|{A} fact sheet|Global {a} report {year}|{A}: data and statistics|{agent} and {a}: recommendations"
    "|{A} agenda {year}: a global strategy to leave no one behind|About {a}|National {a} survey: summary of results, {year}"
    "|Guideline for {a} {where}. {A} toolkit|{n}.0 - {A} survey, {year}|{A} prevention ({acronym})|{A} in {place}, {year}"
    "|Suspected {a}: recognition and referral [NG{n}]|{A} (Clinical guideline {n})|{A} Statistics|{agent} prescribing information"
    "|{agent} tablets [package insert]|Safety of {agent} in {a}|Statistics on {a}: {place}|{acronym}: {a} information system"
    "|{A} Atlas|{year} {a} guideline|Position statement: {a}|Plan of action for {a} {year}-2030|{acronym} trial registry"
    "|{acronym}: Tools for {a} analysis. R package version {n}.2|{acronym} {a} software, version {n}.1|Data from: {a} {where}"
).split("|")
LANGUAGES = {"pt": 5, "es": 3, "de": 1.5, "fr": 1.5, "it": 0.7}
FOREIGN = {
    "pt": "educação|saúde pública|formação de professores|política social|a infância|o ensino de ciências|a leitura"
    "|desenvolvimento rural|qualidade de vida|adolescentes escolares|enfermagem|atenção primária|a memória|hipertensão arterial"
    "|aleitamento materno|dor crônica|diabetes mellitus gestacional|hanseníase|dengue|a violência doméstica|saúde do trabalhador"
    "|câncer do colo do útero|adesão ao tratamento|sífilis congênita|estratégia saúde da família|o envelhecimento|a linguagem"
    "|cuidados paliativos|epistemologia|doenças crônicas não transmissíveis|imunização infantil|inclusão escolar|a literatura",
    "es": "la educación|salud mental|la memoria histórica|el desarrollo|niños escolares|la escritura|el trabajo social"
    "|la atención primaria|políticas públicas|la novela|calidad de vida|el cáncer de mama|la obesidad infantil|el dolor crónico"
    "|la enfermería|el envejecimiento|la hipertensión arterial|el embarazo adolescente|la vacunación|la diabetes tipo 2",
    "de": "Geschichte der Medizin|die Verkalkung|Haut und Gelenke|der Roman|das Recht|Sprache und Denken|die Aufklärung"
    "|Bildung im Alter|die Stadt|Kindheit|das Theater|politische Bildung|die Behandlung der Arthritis|chronische Schmerzen"
    "|die Versorgung von Diabetikern|juvenile Dermatomyositis|Todesursachen|Asthma bronchiale",
    "fr": "la mémoire|l'histoire du droit|le roman|la pensée politique|les calcifications|la ville|l'enfance"
    "|la médecine|le théâtre|la langue|l'éducation|le corps|l'épilepsie|la douleur chronique|les soins palliatifs",
    "it": "la memoria|la calcinosi|l'artrite reumatoide|la qualità della vita|il romanzo|la scuola|il dolore cronico",
}
FOREIGN_SETTINGS = {
    "pt": "em crianças|em adolescentes escolares|no Brasil|em Minas Gerais, Brasil|no município de São Paulo, SP|em idosos"
    "|na atenção básica|em uma unidade de terapia intensiva|no período de 2001 a 2010|no contexto da pandemia|em Portugal",
    "es": "en niños|en adultos mayores|en México|en atención primaria|en Medellín, Colombia|durante el embarazo|en 2010",
    "de": "bei Kindern|im Alter|in Deutschland|bei 24 Patienten|in der Hausarztpraxis|im 19. Jahrhundert",
    "fr": "chez l'enfant|en France|chez le sujet âgé|au XIXe siècle|à propos d'un cas|à l'hôpital",
    "it": "nei bambini|in Italia|nell'anziano|in età pediatrica",
}
FOREIGN_PATTERNS = {
    "pt": "{a} e {b}: um estudo de caso|o papel de {a} em {b}|contribuições para {a}|{a}: desafios e {b}|{a} {w}|{a} e {b} {w}"
    "|fatores associados a {a} {w}|prevalência de {a} {w}: estudo transversal|{a}: uma revisão integrativa|{a}: avanços e limites"
    "|análise de {a} {w}|{a} {w}: relato de caso|percepção de enfermeiros sobre {a}|avaliação de {a} {w}: resultados preliminares",
    "es": "{a} y {b}: una revisión|el papel de {a} en {b}|estudio sobre {a}|{a} en tiempos de {b}|{a} {w}|factores asociados a {a} {w}"
    "|{a}: presentación de un caso|prevalencia de {a} {w}|{a} y {b} {w}: estudio descriptivo|evaluación de {a} {w}",
    "de": "{a} und {b}|zur Frage: {a}|{a}. Eine Einführung|Beiträge zu {a} und {b}|{a} {w}|zur Therapie: {a} {w}|{a}: eine Übersicht",
    "fr": "{a} et {b}|essai sur {a}|{a} : une approche nouvelle|de {a} à {b}|{a} {w}|{a} {w} : à propos de 11 cas|traitement de {a}",
    "it": "{a} e {b}|{a} {w}|studio su {a}: una revisione|linee guida per {a}",
}

# (full, abbreviated) words of which journals are named.
JOURNAL_HEADS = (
    ("Journal of", "J"), ("Annals of", "Ann"), ("Archives of", "Arch"), ("International Journal of", "Int J"),
    ("American Journal of", "Am J"), ("British Journal of", "Br J"), ("European Journal of", "Eur J"),
    ("Journal of the American Academy of", "J Am Acad"), ("Journal of Clinical", "J Clin"), ("Clinical", "Clin"),
    ("Current Opinion in", "Curr Opin"), ("Seminars in", "Semin"), ("Nature Reviews", "Nat Rev"), ("Advances in", "Adv"),
    ("Scandinavian Journal of", "Scand J"), ("Clinical and Experimental", "Clin Exp"), ("Acta", "Acta"), ("Current", "Curr"),
    ("Reviews of", "Rev"), ("Indian Journal of", "Indian J"), ("Turkish Journal of", "Turk J"), ("World Journal of", "World J"),
    ("Proceedings of the Society for", "Proc Soc"), ("The Journal of", "J"), ("Canadian Journal of", "Can J"), ("Nature", "Nat"),
    ("Expert Review of", "Expert Rev"), ("Trends in", "Trends"), ("Frontiers in", "Front"), ("BMC", "BMC"), ("Open", "Open"),
    ("Best Practice and Research: Clinical", "Best Pract Res Clin"), ("Physical Review", "Phys Rev"), ("Pediatric", "Pediatr"),
    ("Quarterly Journal of", "Q J"), ("Journal of Experimental", "J Exp"), ("Bulletin of the Society of", "Bull Soc"), ("JAMA", "JAMA"),
    ("Transactions of the American Society of", "Trans Am Soc"), ("Japanese Journal of", "Jpn J"), ("Lancet", "Lancet"), ("PLoS", "PLoS"),
    ("Progress in", "Prog"), ("Methods in", "Methods"), ("Anais Brasileiros de", "An Bras"), ("Revista Brasileira de", "Rev Bras"),
    ("Memoirs of the Institute of", "Mem Inst"), ("Contributions to", "Contrib"), ("Reports on", "Rep"), ("The", "The"),
    ("Asian Pacific Journal of", "Asian Pac J"), ("Saudi Journal of", "Saudi J"), ("Chinese", "Chin"), ("Molecular", "Mol"), ("", ""),
)  # fmt: skip
JOURNAL_FIELDS = (
    ("Dermatology", "Dermatol"), ("Rheumatology", "Rheumatol"), ("Surgery", "Surg"), ("Medicine", "Med"), ("Pediatrics", "Pediatr"),
    ("Neurology", "Neurol"), ("Radiology", "Radiol"), ("Immunology", "Immunol"), ("Cell Biology", "Cell Biol"), ("Genetics", "Genet"),
    ("Biological Chemistry", "Biol Chem"), ("Experimental Botany", "Exp Bot"), ("Hand Surgery", "Hand Surg"), ("Virology", "Virol"),
    ("Psychiatry", "Psychiatry"), ("Public Health", "Public Health"), ("Nutrition", "Nutr"), ("Cardiology", "Cardiol"), ("Physics A", "Phys A"),
    ("Epidemiology", "Epidemiol"), ("Biochemistry", "Biochem"), ("Ecology", "Ecol"), ("Pathology", "Pathol"), ("Oncology", "Oncol"),
    ("Molecular Evolution", "Mol Evol"), ("Clinical Investigation", "Clin Invest"), ("Bone and Joint Surgery", "Bone Joint Surg"),
    ("Child Psychology and Psychiatry", "Child Psychol Psychiatry"), ("Applied Physiology", "Appl Physiol"), ("Nursing", "Nurs"),
    ("Veterinary Research", "Vet Res"), ("Global Health", "Glob Health"), ("Pharmacology", "Pharmacol"), ("Toxicology", "Toxicol"),
    ("Infectious Diseases", "Infect Dis"), ("Tropical Medicine and Hygiene", "Trop Med Hyg"), ("Obstetrics and Gynecology", "Obstet Gynecol"),
    ("Urology", "Urol"), ("Nephrology", "Nephrol"), ("Endocrinology", "Endocrinol"), ("Ophthalmology", "Ophthalmol"), ("Anaesthesia", "Anaesth"),
    ("Physiotherapy", "Physiother"), ("Oral Pathology & Medicine", "Oral Pathol Med"), ("Allergy", "Allergy"), ("Ageing", "Ageing"),
    ("Environmental Chemistry", "Environ Chem"), ("Marine Biology", "Mar Biol"), ("Entomology", "Entomol"), ("Psychology", "Psychol"),
    ("Sleep", "Sleep"), ("Affective Disorders", "Affect Disord"), ("Arthritis", "Arthritis"), ("Sociology", "Sociol"), ("History", "Hist"),
)  # fmt: skip
JOURNALS = (
    "Lancet|BMJ|JAMA|Nature|Science|Cell|Blood|Brain|Gut|Chest|Pain|Spine|Circulation|Neurology|Pediatrics|Radiology|Cancer"
    "|Medicine|Rheumatology|Genetics|Ecology|Evolution|PLoS ONE|PLoS Genet|PLOS Medicine|eLife|Sci Rep|Diabetologia|Bone"
    "|Proc Natl Acad Sci U S A|Proc Natl Acad Sci USA|Proc Natl Acad Sci U S A|Proc. Natl. Acad. Sci. USA|N Engl J Med|N. Engl. J. Med.|J Biol Chem|Nucleic Acids Res"
    "|Cochrane Database Syst Rev|Nat Genet|Nat Med|Genome Res|Mol Biol Evol|Bioinformatics|Neuron|Development|EMBO J"
    "|New England Journal of Medicine|The Lancet|Phys. Rev. Lett.|Phys. Rev. B|Astrophys. J.|Nucl. Phys. B|Ann Intern Med"
    "|J Am Acad Dermatol|Arthritis Rheum|Br J Dermatol|Pediatr Dermatol|Clin Exp Rheumatol|J Rheumatol|Biochim Biophys Acta"
    "|MMWR Morb Mortal Wkly Rep|Am J Clin Nutr|Ann N Y Acad Sci|J Neurosci|J Exp Med|Methods Mol Biol|Int J Mol Sci|Nutrients"
    "|Cureus|Health Aff (Millwood)|J Hand Surg Br|Clin Orthop Relat Res|Cancer Res|Clin Cancer Res|Dev Cell|Mol Cell"
    "|Revista de Saúde Pública|Cadernos de Saúde Pública|Educação em Revista|Rev Bras Reumatol|Arq Bras Cardiol|Medicina (B Aires)"
    "|Zeitschrift für Geschichte|Deutsches Ärzteblatt|Revue d'histoire|Annales|Past & Present|Critical Inquiry|Mind|Ethics"
    "|PeerJ|F1000Res|F1000Research|PeerJ [Internet]|BioMed Research International|Biomed Res Int|Int J Mol Sci|Sensors|Materials"
    "|World Health Organ Tech Rep Ser|Bull World Health Organ|Lecture Notes in Computer Science|CA Cancer J Clin|JAMA Intern Med"
    "|Current Psychology|Sustainability|Heredity|Physis|Hoehnea|Zoologia|Taxon|Vaccine|Stroke|Headache|Burns|Midwifery|Appetite"
    "|Molecular & Cellular Proteomics|Sleep|Heart|Thorax|Eye|Trials|Lupus|Talanta|Cerâmica|Oikos|Ibis|Cortex|Virology|Hypertension"
    "|Proceedings of the National Academy of Sciences|Proceedings of the Royal Society B: Biological Sciences|J Bone Joint Surg Am"
).split("|")
FOREIGN_JOURNALS = (
    "Revista da Escola de Enfermagem da USP|Rev Esc Enferm USP|Texto & Contexto Enfermagem|Ciência & Saúde Coletiva|Cien Saude Colet"
    "|Rev Bras Epidemiol|Acta Paulista de Enfermagem|Estudos Avançados|Educação & Sociedade|Revista Brasileira de Educação|Paidéia"
    "|Encontros Bibli|Trabalho, Educação e Saúde|Saúde em Debate|Interface: Comunicação, Saúde, Educação|Cadernos Pagu|Rodriguésia"
    "|Arquivos Brasileiros de Cardiologia|Jornal de Pediatria|J Pediatr (Rio J)|Revista de Administração Pública|Estudos da Linguagem"
    "|Boletim do Museu Paraense, Ciências Naturais|Revista Latino-Americana de Enfermagem|Rev Latinoam Enfermagem|Psicologia USP"
    "|Gaceta Sanitaria|Gac Sanit|Salud Pública de México|Salud Publica Mex|Rev Esp Salud Publica|Med Clin (Barc)|An Pediatr (Barc)"
    "|Revista Cubana de Medicina General Integral|Rev Med Chil|Revista Médica de Chile|Aten Primaria|Archivos de Bronconeumología"
    "|Dtsch med Wochenschr|Der Hautarzt|Hautarzt|Zeitschrift für Rheumatologie|Z Rheumatol|Monatsschrift Kinderheilkunde|Laryngorhinootologie"
    "|La Presse Médicale|Presse Med|Rev Med Interne|Annales de Dermatologie|Ann Dermatol Venereol|Revue du Praticien|G Ital Dermatol"
    "|Reumatismo|Recenti Progressi in Medicina|Pediatria Medica e Chirurgica|Acta Med Port|Rev Port Pneumol|Análise Social"
).split("|")
PUBLISHERS = (
    "Springer|Elsevier|Wiley|Wiley-Blackwell|Elbow Press|Oxford University Press|Cambridge University Press|Routledge|Sage"
    "|Academic Press|Saunders|Mosby|McGraw-Hill|Humana Press|CRC Press|Thieme|Karger|Editora Vozes|Cortez|Companhia das Letras"
    "|Gallimard|Presses universitaires de France|Suhrkamp|Beck|De Gruyter|Churchill Livingstone|Blackwell Science|Norton"
    "|University of Elbow Press|MIT Press|World Scientific|North-Holland|Plenum|Penguin Books|Siglo XXI|Paidós|Mohr Siebeck"
    "|World Health Organization|American Psychiatric Association|Lippincott Williams & Wilkins|Artmed|Guanabara Koogan|Hucitec"
    "|WB Saunders|John Wiley & Sons, Inc.|Lawrence Erlbaum Associates|Little, Brown and Company|National Academies Press|Papirus"
    "|Martins Fontes|Editora UFRJ|EDUSP|Fiocruz|Ministério da Saúde|UERJ/IMS|Zouk|Perspectiva|Atlas|Pontes|Parábola|Contexto"
    "|McGraw-Hill Interamericana|Médica Panamericana|Universidad de Antioquia|Masson|Flammarion|Il Mulino|Springer Berlin Heidelberg"
    "|Springer-Verlag|Williams & Wilkins|Raven Press|Sinauer Associates|Garland Science|Cengage Learning|Morgan Kaufmann|Arnold"
    "|U.S. Government Printing Office|American Psychological Association|Royal College of Physicians|BMJ Books|Gower|Boydell and Brewer"
    "|International Fertilizer Association|Centro Nacional de Pesquisa|Embrapa|SVS|INCA|CDC|NICE|WHO|PAHO|SIGN|AHRQ|Basic Books|Polity"
).split("|")
PLACES = (
    "London|New York|Oxford|Cambridge|Geneva|Paris|Berlin|Philadelphia|Boston|Chicago|São Paulo|Rio de Janeiro|Madrid|Barcelona"
    "|Amsterdam|Stuttgart|München|Frankfurt am Main|Buenos Aires|Porto Alegre|Brasília|Cambridge, MA|Baltimore, MD"
    "|Washington, DC|Thousand Oaks, CA|Belo Horizonte|Lisboa|Milano|Tokyo|New Delhi|Hoboken, NJ|St. Louis|Stockholm|Wien"
    "|Brasília, DF|Brasília (DF)|Washington (DC)|Atlanta (GA)|Bethesda, MD|Campinas (SP)|Campinas|Salvador|Recife|Curitiba"
    "|Washington, D.C.|Philadelphia, PA|Oxford, UK|London, UK|New York, NY, USA|Paris, France|Ribeirão Preto|México|México, D.F.|Bogotá"
    "|La Habana|Santiago de Chile|Copenhagen|Edinburgh|Sydney|Rockville, MD|Armonk, NY|College Station, TX|Cham, Switzerland|Heidelberg"
    "|Boca Raton|Totowa, NJ|Ann Arbor (MI)|Vienna, Austria|Chichester|Florianópolis|Natal|Fortaleza|Coimbra|Torino|Lausanne|Basel"
).split("|")
CITIES = "São Paulo|Rio de Janeiro|Belo Horizonte|Porto Alegre|Florianópolis|Curitiba|Campinas|Salvador|Brasília|Brasília, DF|Recife|Rio Grande do Sul|Ribeirão Preto|São Carlos|Lisboa|[S.l.]|Marília|Goiânia".split(
    "|"
)

# Bodies: as printed, and what others are made of.
BODIES = (
    "World Health Organization|Ministry of Health|National Institute for Elbow Research|European Society of Lumps"
    "|American College of Rheumatic Disease|Centers for Invented Disease|Ministério da Saúde|Robert Weber Institute"
    "|International Committee of Registry Editors|United Nations|UNESCO|OECD|IBGE|WHO|Department of Health and Care"
    "|Task Force on Calcinosis|Working Group on Myositis|Brasil|Bundesministerium für Gesundheit|Food Standards Agency"
    "|Italian Paediatric Study Group|Global Burden of Lumps Collaborators|Royal College of Paediatrics|ACME Statistics Board"
    "|World Health Organization (WHO)|Centers for Disease Control and Prevention|National Institutes of Health|The World Bank"
    "|Food and Drug Administration|US Food and Drug Administration|American Psychiatric Association|European Medicines Agency"
    "|National Institute for Health and Care Excellence|National Institute for Clinical Excellence|UNAIDS|UNICEF|Eurostat"
    "|R Core Team|R Development Core Team|StataCorp|IBM Corp|IBM Corp.|RStudio Team|SAS Institute Inc.|Ministério da Saúde (BR)"
    "|Brasil. Ministério da Saúde|BRASIL|BRASIL. Ministério da Educação|Ministerio de Salud|Organização Mundial da Saúde"
    "|Organização Pan-Americana da Saúde|Organización Mundial de la Salud|Organización Panamericana de la Salud|Haute Autorité de Santé"
    "|Statistisches Bundesamt|Bundesärztekammer|NICE|AIHW|NHS England|GTEx Consortium|The Cancer Genome Atlas Network"
).split("|")
BODY_KINDS = (
    "Institute|Society|Association|Agency|Council|College|Academy|Centre|Center|Board|Federation|Foundation|Committee|Office"
    "|Bureau|Commission|Administration|Service|Network|Department|Union|League|Panel|Institutes"
).split("|")
BODY_HEADS = (
    "National|European|American|International|Brazilian|British|World|Royal|Canadian|Australian|Scottish|Federal|Global|Central"
    "|Institute of Medicine (US)|The|US|Swedish|Japanese|Indian|African|Pan American|Joint"
).split("|")
BODY_FIELDS = (
    "Cardiology|Health Statistics|Rheumatology|Radiation Protection|Clinical Oncology|Heart, Lung, and Blood Disease|Nursing"
    "|Drug Abuse|Diabetes and Digestive Diseases|Public Health|Respiratory Medicine|Medical Genetics|Refugees|Medicines"
    "|Statistics|Elbow Surgery|Allergy and Immunology|Harmonisation|Environmental Protection|Standards|the Study of Pain|Sleep"
).split("|")
GROUPS = (
    "Study Group|Investigators|Collaborators|Collaboration|Consortium|Writing Group|Trial Group|Trialists|Research Group"
    "|Working Group|Task Force|Expert Panel|Expert Committee|Research Network|community members|project members|Initiative"
).split("|")
FIRMS = "Pfizer|Novartis|Elbow Pharmaceuticals|Kovach Computing|Mathworks|GraphPad Software|Roche|Weber Labs".split(
    "|"
)
BODIES_PT = (
    "Ministério da Saúde|Ministério da Saúde (BR)|Brasil. Ministério da Saúde|Instituto Brasileiro de Geografia e Estatística"
    "|Instituto Nacional de Câncer|Conselho Nacional de Saúde|Sociedade Brasileira de Pediatria|Universidade Federal do Paraná"
    "|Agência Nacional de Vigilância Sanitária|Associação Brasileira de Normas Técnicas|Fundação Oswaldo Cruz|Governo do Estado"
    "|Conselho Nacional de Secretarias Municipais de Saúde|Instituto de Pesquisa Econômica Aplicada|São Paulo (Estado)|Brazil"
    "|Empresa Brasileira de Pesquisa Agropecuária|Direção-Geral da Saúde|Ministério da Educação|Brasil. Presidência da República"
    "|Conselho Nacional de Desenvolvimento Científico e Tecnológico|Sistema Nacional de Bibliotecas Públicas|Conselho Federal de Enfermagem"
).split("|")
OFFICES_PT = (
    "Secretaria de Vigilância em Saúde|Secretaria de Atenção à Saúde|Departamento de Atenção Básica|Instituto Nacional de Câncer"
    "|Secretaria de Educação Básica|Departamento de Ciência e Tecnologia|Coordenação-Geral de Doenças Transmissíveis"
).split("|")
BODIES_ES = (
    "Ministerio de Salud|Ministerio de Sanidad y Consumo|Instituto Nacional de Estadística|Sociedad Española de Cardiología"
    "|Federación Internacional de Diabetes|Organización Panamericana de la Salud|Instituto Mexicano del Seguro Social|Comisión Europea"
    "|Ministerio de Sanidad, Servicios Sociales e Igualdad|Consejo Internacional de Enfermería|Secretaría de Salud"
).split("|")
BODY_PATTERNS = (
    "{of} {kind} of {what}|{of} {kind} for {what}|{of} {what} {kind}|{place} {kind} of {what}|{kind} of {what}|{of} {a} {kind}"
    "|{of} {kind} on {what}|{acronym}|{acronym} {group}|{a} {group}|{of} {a} {group}|{acronym} {kind}|The {acronym} {group}"
    "|{pt}. {pt2}|{pt}|{pt}, {pt2}|{es}|{pt} ({acronym})|{pt}|{es}|{name} {kind}|{firm} Inc|{firm}, Inc.|{firm} Ltd"
    "|{of} {kind} of {what}, {place}|{of} {kind} of {what}; {acronym} {group}|Department of {what}, {place}|{of} {a} Risk Factor {group}"
).split("|")

MEETINGS = (
    "Proceedings of the {nth} Conference on {s}|Proc. {org} Conf. {s}|International Workshop on {s}|CONGRESSO BRASILEIRO DE {f}"
    "|Annual Symposium on {s}|Proceedings of the {nth} World Congress on {s}|{year} {org} International Conference on {s}"
    "|Anais do {nth} Congresso Brasileiro de {f}|ENCONTRO NACIONAL DE {f}|Advances in {s}—CRYPT {year}|MEDINFO {year}"
    "|{nth} Annual Meeting of the Society of {f}|Medical Image Comput. Comput. Interv. {year}|Simpósio Internacional de {f}"
).split("|")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTHS_LONG = (
    "January February March April May June July August September October November December".split()
)
MONTHS_PT = "jan. fev. mar. abr. maio jun. jul. ago. set. out. nov. dez.".split()
MONTHS_OTHER = "Ene Abr Ago Dic Mai Out Set Fev Dez janv févr avr juin juil août déc Mär Okt Mai ene abr dic gen mag".split()
SEASONS = "Spring Summer Autumn Fall Winter".split()
