"""The network as a Pajek file (.net): works by citation key, weights, documents as boxes."""

from refmgr.network.graph import Network


def to_pajek(network: Network) -> str:
    """Return a Pajek network.

    Vertices are named by citation keys: they are unique and plain ASCII, while labels are neither, and
    programs take the name for the vertex's identity.
    """
    place = {node.key: number for number, node in enumerate(network.nodes, 1)}
    vertices = "".join(
        f'{number} "{node.key}" 0.0 0.0 {"box" if node.document else "ellipse"}\n'
        for number, node in enumerate(network.nodes, 1)
    )
    arcs = "".join(
        f"{place[edge.source]} {place[edge.target]} {edge.weight}\n" for edge in network.edges
    )
    kind = "*Arcs" if network.directed else "*Edges"
    return f"*Vertices {len(place)}\n{vertices}{kind}\n{arcs}"
