"""The packages that colour tables come from, as rows of data.

`read` names a function of readers.py that gives the package's tables by name.
The order is the order in which find.py prefers them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    key: str
    package: str  # as the resource shows it: name version (registry)
    licence: str
    attribution: str
    read: str


SOURCES = [
    Source("crameri", "cmcrameri 1.10 (PyPI)", "MIT",
           "Scientific colour maps, copyright (c) 2020 Fabio Crameri; package (c) 2020 Callum Rollo", "crameri"),
    Source("matplotlib", "matplotlib 3.11.2 (PyPI)", "Matplotlib licence (PSF based)",
           "Copyright (c) 2012- Matplotlib Development Team; viridis family CC0 by Nathaniel Smith, Stefan van der Walt"
           " and Eric Firing; turbo Apache-2.0 by Anton Mikhailov, Google", "matplotlib"),
    Source("cmocean", "cmocean 4.0.3 (PyPI)", "MIT", "Copyright (c) 2015 Kristen M. Thyng", "cmocean"),
    Source("colorcet", "colorcet 3.2.1 (PyPI)", "CC-BY-4.0",
           "CET perceptually uniform colour maps by Peter Kovesi, colorcet.com; Glasbey by Leland McInnes", "colorcet"),
    Source("cmasher", "cmasher 1.9.4 (PyPI)", "BSD-3-Clause", "Copyright (c) 2019-2021 Ellert van der Velden", "cmasher"),
    Source("cmyt", "cmyt 2.0.4 (PyPI)", "BSD-3-Clause",
           "Copyright (c) 2013- yt Development Team; (c) 2006-2013 Matthew Turk", "cmyt"),
    Source("seaborn", "seaborn 0.13.2 (PyPI)", "BSD-3-Clause", "Copyright (c) 2012-2023 Michael L. Waskom", "seaborn"),
    Source("colorbrewer", "colorbrewer 1.7.0 (npm)", "Apache-2.0",
           "Copyright (c) 2002 Cynthia Brewer, Mark Harrower and The Pennsylvania State University", "colorbrewer"),
    Source("matplotlib-brewer", "matplotlib 3.11.2 (PyPI), ColorBrewer's colours", "Apache-2.0",
           "Copyright (c) 2002 Cynthia Brewer, Mark Harrower and The Pennsylvania State University", "matplotlib_brewer"),
    Source("cividis", "cmaputil 1.2 (PyPI)", "Battelle (BSD-2-Clause with a clause on the name)",
           "Copyright (c) 2017 Battelle Memorial Institute; Jamie Nunez, Christopher Anderton, Ryan Renslow", "cividis"),
    Source("tol", "tol-colors 2.2.0 (PyPI)", "BSD-3-Clause", "Copyright (c) 2019 Paul Tol, Clement Haeck", "tol"),
    Source("petroff", "cmap 0.8.0 (PyPI), petroff", "CC0-1.0",
           "Matthew A. Petroff, Accessible color sequences for data visualization", "petroff"),
    Source("tableau", "chartjs-plugin-colorschemes 0.4.0 (npm)", "MIT",
           "Copyright (c) 2019 Akihiko Kusanagi; colours by Tableau Software", "tableau"),
    Source("catppuccin", "@catppuccin/palette 1.8.0 (npm)", "MIT", "Copyright (c) 2021 Catppuccin", "catppuccin"),
    Source("metbrewer", "met-brewer 1.0.2 (PyPI)", "CC0-1.0 (MetBrewer's DESCRIPTION)", "Blake Robert Mills", "metbrewer"),
    Source("wada", "apdocc 0.2.0 (PyPI)", "MIT",
           "Copyright (c) 2025 Thomas Camminady, after A Dictionary of Color Combinations by Sanzo Wada", "wada"),
    Source("flags", "svg-country-flags 1.2.10 (npm)", "public domain", "Hampus Nilsson, from Wikimedia Commons", "flags"),
    Source("flagicons", "flag-icons 7.5.0 (npm)", "MIT", "Copyright (c) 2013 Panayiotis Lipiridis", "flagicons"),
    Source("stops", "stops.tsv of this project", "Apache-2.0", "rules written down by this project", "stops"),
    Source("nord", "Nord, in stops.tsv", "MIT", "Copyright (c) 2016-present Sven Greb", "stops"),
]

BY_KEY = {source.key: source for source in SOURCES}
