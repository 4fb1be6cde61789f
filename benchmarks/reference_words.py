"""Words of which invented references are made: names, subjects, journals, publishers, places."""

FAMILIES = (
    "Callendar Okafor Lindqvist Moreau Tanaka Petrov Yılmaz Schneider Rossi Álvarez Nguyen Haddad Kowalski Ferreira"
    " Andersen Dubois Novák Sato Khan Murphy Weber Silva Costa Jansen Popescu Horvát Larsen Bauer Oliveira Santos"
    " Zhang Li Wang Chen Liu Kim Park Lee Singh Gupta Smith Jones Brown Taylor Wilson Evans Müller Schmidt Fischer"
    " Öztürk Kaya Demir García Martínez López Sánchez Pérez O'Brien O'Neill McDonald MacLeod Saint-Pierre"
    " Berg-Olsen Fernández-Ruiz al-Hassan Ivanova Sokolov Papadopoulos Nikolaidis Virtanen Korhonen Eriksson"
).split()
PARTICLES = "van de,de la,von,van der,da,dos,de,di,el,ten".split(",")
GIVEN = (
    "Anna John Maria Peter Ingrid Paulo Hélène Jean-Paul Thomas Yuki Wei Rahul Fatima George Emma Luis Ana Karl"
    " Olga Sven Margaret William Charlotte Henry Lucía José Carlos Mehmet Ayşe Hans Friedrich Claire Michael"
).split()
BODIES = (
    "World Health Organization|Ministry of Health|National Institute for Elbow Research|European Society of Lumps"
    "|American College of Rheumatic Disease|Centers for Invented Disease|Ministério da Saúde|Robert Weber Institute"
    "|International Committee of Registry Editors|United Nations|UNESCO|OECD|IBGE|WHO|Department of Health and Care"
    "|Task Force on Calcinosis|Working Group on Myositis|Brasil|Bundesministerium für Gesundheit|Food Standards Agency"
    "|Italian Paediatric Study Group|Global Burden of Lumps Collaborators|Royal College of Paediatrics|ACME Statistics Board"
).split("|")

MEDICAL = (
    "calcinosis dermatomyositis myositis scleroderma lupus vasculitis arthritis panniculitis uveitis nephritis hypertension"
    " lipodystrophy amyloidosis sarcoidosis osteoporosis hypercalcaemia ulceration fibrosis asthma diabetes pneumonia melanoma"
    " carcinoma lymphoma leukaemia stroke epilepsy migraine schizophrenia depression obesity malaria tuberculosis hepatitis"
    " sepsis infection inflammation apoptosis metastasis pregnancy anaemia thrombosis fracture dementia"
).split()
AGENTS = (
    "diltiazem alendronate pamidronate warfarin colchicine probenecid rituximab infliximab thalidomide methotrexate"
    " IL-6 TNF-α p53 BRCA1 CD4+ HLA-DRB1 NF-κB Wnt/β-catenin miR-155 SARS-CoV-2 HIV-1 vitamin-D insulin leptin 17β-estradiol"
    " interferon rapamycin aspirin metformin statins cytokines microRNAs antibodies mesenchymal-stem-cells"
).split()
SETTINGS = (
    "in children|in adults|in juvenile disease|in mice|in vitro|in Escherichia coli|in Saccharomyces cerevisiae"
    "|in primary care|in rural areas|in the elderly|after surgery|during pregnancy|in Brazil|in northern Europe"
    "|in a tertiary hospital|of the elbow|of the knee|in zebrafish|in human plasma|among nurses|at 12 weeks"
).split("|")
STUDIES = (
    "a case report|report of two cases|a case report and review of the literature|a systematic review|a meta-analysis"
    "|a randomised controlled trial|a cohort study|results of the ELBOW study|a population-based study|an update"
    "|the role of imaging|clinical and laboratory findings in 26 patients|a multicentre study|a 5-year follow-up"
    "|Part II|evidence from 1990 to 2015|lessons from a registry|current concepts|a review|a pilot study"
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
FOREIGN = {
    "pt": "educação|saúde pública|formação de professores|política social|a infância|o ensino de ciências|a leitura"
    "|desenvolvimento rural|qualidade de vida|adolescentes escolares|enfermagem|atenção primária|a memória",
    "es": "la educación|salud mental|la memoria histórica|el desarrollo|niños escolares|la escritura|el trabajo social"
    "|la atención primaria|políticas públicas|la novela|calidad de vida|el cáncer de mama",
    "de": "Geschichte der Medizin|die Verkalkung|Haut und Gelenke|der Roman|das Recht|Sprache und Denken|die Aufklärung"
    "|Bildung im Alter|die Stadt|Kindheit|das Theater|politische Bildung|die Behandlung der Arthritis",
    "fr": "la mémoire|l'histoire du droit|le roman|la pensée politique|les calcifications|la ville|l'enfance"
    "|la médecine|le théâtre|la langue|l'éducation|le corps",
}
FOREIGN_JOINS = {
    "pt": ("{a} e {b}: um estudo de caso", "O papel de {a} em {b}", "Contribuições para {a}", "{a}: desafios e {b}"),
    "es": ("{a} y {b}: una revisión", "El papel de {a} en {b}", "Estudio sobre {a}", "{a} en tiempos de {b}"),
    "de": ("{a} und {b}", "Zur Frage: {a}", "{a}. Eine Einführung", "Beiträge zu {a} und {b}"),
    "fr": ("{a} et {b}", "Essai sur {a}", "{a} : une approche nouvelle", "De {a} à {b}"),
}  # fmt: skip

# (full, abbreviated) words of which journals are named.
JOURNAL_HEADS = (
    ("Journal of", "J"), ("Annals of", "Ann"), ("Archives of", "Arch"), ("International Journal of", "Int J"),
    ("American Journal of", "Am J"), ("British Journal of", "Br J"), ("European Journal of", "Eur J"),
    ("Journal of the American Academy of", "J Am Acad"), ("Journal of Clinical", "J Clin"), ("Clinical", "Clin"),
    ("Current Opinion in", "Curr Opin"), ("Seminars in", "Semin"), ("Nature Reviews", "Nat Rev"), ("Advances in", "Adv"),
    ("Scandinavian Journal of", "Scand J"), ("Clinical and Experimental", "Clin Exp"), ("Acta", "Acta"),
    ("Reviews of", "Rev"), ("Indian Journal of", "Indian J"), ("Turkish Journal of", "Turk J"), ("World Journal of", "World J"),
    ("Proceedings of the Society for", "Proc Soc"), ("The Journal of", "J"), ("Canadian Journal of", "Can J"),
    ("Expert Review of", "Expert Rev"), ("Trends in", "Trends"), ("Frontiers in", "Front"), ("BMC", "BMC"), ("Open", "Open"),
    ("Best Practice and Research: Clinical", "Best Pract Res Clin"), ("Physical Review", "Phys Rev"), ("Pediatric", "Pediatr"),
)  # fmt: skip
JOURNAL_FIELDS = (
    ("Dermatology", "Dermatol"), ("Rheumatology", "Rheumatol"), ("Surgery", "Surg"), ("Medicine", "Med"), ("Pediatrics", "Pediatr"),
    ("Neurology", "Neurol"), ("Radiology", "Radiol"), ("Immunology", "Immunol"), ("Cell Biology", "Cell Biol"), ("Genetics", "Genet"),
    ("Biological Chemistry", "Biol Chem"), ("Experimental Botany", "Exp Bot"), ("Hand Surgery", "Hand Surg"), ("Virology", "Virol"),
    ("Psychiatry", "Psychiatry"), ("Public Health", "Public Health"), ("Nutrition", "Nutr"), ("Cardiology", "Cardiol"), ("Physics A", "Phys A"),
    ("Epidemiology", "Epidemiol"), ("Biochemistry", "Biochem"), ("Ecology", "Ecol"), ("Pathology", "Pathol"), ("Oncology", "Oncol"),
    ("Molecular Evolution", "Mol Evol"), ("Clinical Investigation", "Clin Invest"), ("Bone and Joint Surgery", "Bone Joint Surg"),
    ("Child Psychology and Psychiatry", "Child Psychol Psychiatry"), ("Applied Physiology", "Appl Physiol"), ("Nursing", "Nurs"),
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
).split("|")
PUBLISHERS = (
    "Springer|Elsevier|Wiley|Wiley-Blackwell|Elbow Press|Oxford University Press|Cambridge University Press|Routledge|Sage"
    "|Academic Press|Saunders|Mosby|McGraw-Hill|Humana Press|CRC Press|Thieme|Karger|Editora Vozes|Cortez|Companhia das Letras"
    "|Gallimard|Presses universitaires de France|Suhrkamp|Beck|De Gruyter|Churchill Livingstone|Blackwell Science|Norton"
    "|University of Elbow Press|MIT Press|World Scientific|North-Holland|Plenum|Penguin Books|Siglo XXI|Paidós|Mohr Siebeck"
    "|World Health Organization|American Psychiatric Association|Lippincott Williams & Wilkins|Artmed|Guanabara Koogan"
).split("|")
PLACES = (
    "London|New York|Oxford|Cambridge|Geneva|Paris|Berlin|Philadelphia|Boston|Chicago|São Paulo|Rio de Janeiro|Madrid|Barcelona"
    "|Amsterdam|Stuttgart|München|Frankfurt am Main|Buenos Aires|Porto Alegre|Brasília|Cambridge, MA|Baltimore, MD"
    "|Washington, DC|Thousand Oaks, CA|Belo Horizonte|Lisboa|Milano|Tokyo|New Delhi|Hoboken, NJ|St. Louis|Stockholm|Wien"
).split("|")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTHS_LONG = (
    "January February March April May June July August September October November December".split()
)
MONTHS_PT = "jan. fev. mar. abr. maio jun. jul. ago. set. out. nov. dez.".split()
