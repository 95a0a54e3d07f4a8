"""Make `industries.csv` of the code lists: GB/T 4754-2017 in our own short form.

    python -m tools.codelists.make_industries TABLE

TABLE is a list code, name, level, parent of the standard's codes, written with the letter of the
section before every code. See `data/SOURCES.md` beside the result.
"""

import csv
import sys
from pathlib import Path

DATA = Path(__file__).parents[2] / "src/ballast/platform/codelists/data"
LEVELS = {"门类": "section", "大类": "division", "中类": "group", "小类": "class"}
# Names that the table has differently from the standard.
CORRECTED = {
    "15": "酒、饮料和精制茶制造业",
    "75": "科技推广和应用服务业",
    "87": "广播、电视、电影和录音制作业",
}
ENGLISH = """
A Agriculture, forestry, animal husbandry and fishery
01 Agriculture
02 Forestry
03 Animal husbandry
04 Fishery
05 Support activities for agriculture, forestry, animal husbandry and fishery
B Mining
06 Mining and washing of coal
07 Extraction of petroleum and natural gas
08 Mining of ferrous metal ores
09 Mining of non-ferrous metal ores
10 Mining of non-metal ores
11 Support activities for mining
12 Other mining
C Manufacturing
13 Processing of food from agricultural products
14 Manufacture of foods
15 Manufacture of liquor, beverages and refined tea
16 Manufacture of tobacco
17 Manufacture of textiles
18 Manufacture of clothing and accessories
19 Manufacture of leather, fur, feather and footwear
20 Processing of timber, wood, bamboo, rattan, palm and straw products
21 Manufacture of furniture
22 Manufacture of paper and paper products
23 Printing and reproduction of recorded media
24 Manufacture of articles for culture, arts, sport and entertainment
25 Processing of petroleum, coal and other fuels
26 Manufacture of raw chemical materials and chemical products
27 Manufacture of medicines
28 Manufacture of chemical fibres
29 Manufacture of rubber and plastic products
30 Manufacture of non-metallic mineral products
31 Smelting and pressing of ferrous metals
32 Smelting and pressing of non-ferrous metals
33 Manufacture of metal products
34 Manufacture of general-purpose machinery
35 Manufacture of special-purpose machinery
36 Manufacture of motor vehicles
37 Manufacture of railway, ship, aerospace and other transport equipment
38 Manufacture of electrical machinery and apparatus
39 Manufacture of computers, communication and other electronic equipment
40 Manufacture of measuring instruments
41 Other manufacturing
42 Comprehensive use of waste resources
43 Repair of metal products, machinery and equipment
D Production and supply of electricity, heat, gas and water
44 Production and supply of electricity and heat
45 Production and supply of gas
46 Production and supply of water
E Construction
47 Construction of buildings
48 Civil engineering works
49 Installation
50 Building decoration and other construction
F Wholesale and retail trade
51 Wholesale trade
52 Retail trade
G Transport, storage and post
53 Railway transport
54 Road transport
55 Water transport
56 Air transport
57 Pipeline transport
58 Multimodal transport and transport agency
59 Loading, unloading and storage
60 Post
H Hotels and catering
61 Hotels
62 Catering
I Information transmission, software and information technology
63 Telecommunications, broadcasting and satellite transmission
64 Internet and related services
65 Software and information technology services
J Finance
66 Monetary and financial services
67 Capital market services
68 Insurance
69 Other finance
K Real estate
70 Real estate
L Leasing and business services
71 Leasing
72 Business services
M Scientific research and technical services
73 Research and experimental development
74 Professional technical services
75 Promotion and application of science and technology
N Water conservancy, environment and public facilities
76 Water conservancy
77 Ecological protection and environmental governance
78 Public facilities
79 Land management
O Resident services, repair and other services
80 Resident services
81 Repair of motor vehicles, electronics and daily products
82 Other services
P Education
83 Education
Q Health and social work
84 Health
85 Social work
R Culture, sport and entertainment
86 Press and publishing
87 Broadcasting, television, film and sound recording
88 Culture and arts
89 Sport
90 Entertainment
S Public administration, social security and social organizations
91 Organs of the Communist Party of China
92 State organs
93 People's political consultative conference and democratic parties
94 Social security
95 Mass organizations, social groups and other membership organizations
96 Community-level self-governing organizations
T International organizations
97 International organizations
"""


def main(table: str) -> None:
    english = dict(line.split(" ", 1) for line in ENGLISH.strip().splitlines())
    with Path(table).open(encoding="utf-8") as file:
        rows = [row(source, english) for source in csv.DictReader(file)]
    rows.sort(key=lambda made: made["order"])
    with (DATA / "industries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, ["code", "name_zh", "name_en", "level", "parent"],
            extrasaction="ignore", lineterminator="\n",
        )  # fmt: skip
        writer.writeheader()
        writer.writerows(rows)


def row(source: dict[str, str], english: dict[str, str]) -> dict[str, str]:
    code, parent = source["code"], source["parent"]
    short = code[1:] or code
    return {
        "order": code,
        "code": short,
        "name_zh": CORRECTED.get(short, source["name"]),
        "name_en": english.get(short, ""),
        "level": LEVELS[source["level"]],
        "parent": parent[1:] or parent,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
