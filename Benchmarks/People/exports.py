"""Makes the exports of an organisation of so many people, and tells how well `cordon datamap`
counts them: `exports.py CORDON [PEOPLE [SEED ...]]`.

Names and addresses are invented and drawn from a seed. People stand in staff and payroll lists by
department, in lists of applicants, in chats and in reviews; their names are turned round,
shortened, mistyped and shared, and a tenth has a second address. Ends with 1 where the count is
off by more than five in a hundred, or the interval does not hold the truth.
"""

import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

FORENAMES = """Anna Linda Marco Zoe Paul Emma Lucas Marie Pierre Sofia Carlos Elena Hans Greta Omar
Leila David Sarah James Emily Robert Laura Thomas Julia Daniel Nina Peter Clara Simon Alice Martin
Helen Victor Irene Oscar Lena Adam Rosa Felix Vera Hugo Ines Karl Dora Erik Maja Ivan Olga Jonas
Petra Louis Jana Mateo Lucia Diego Carmen Pablo Marta Bruno Celine Arthur Chloe Jules Camille
Stefan Ursula Jürgen Monika Rainer Sabine Björn Åsa Søren Freya""".split()
SURNAMES = """Schmidt Nelson Rossi Miller Moreau Weber Garcia Lopez Martin Dubois Fischer Wagner
Becker Hoffmann Jensen Larsen Novak Kowalski Silva Costa Murphy Walsh Cooper Turner Parker Morgan
Bennett Hughes Foster Russell Griffin Hayes Schneider Meyer Schulz Koch Bauer Richter Klein Wolf
Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Maier
Petit Durand Leroy Simon Laurent Lefebvre Michel Bertrand Roux Vincent Fournier Girard Bonnet
Dupont Lambert Fontaine Rousseau Blanc Guerin Muller Henry Ferrari Russo Bianchi Romano Colombo
Ricci Marino Greco Bruno Gallo Conti Fernandez Gonzalez Rodriguez Martinez Sanchez Perez Gomez
Ruiz Diaz Hernandez Alvarez Moreno Munoz Romero Alonso Gutierrez Navarro Torres Dominguez Vazquez
Ramos Gil Serrano Blanco Molina Castro Ortega Rubio Anderson Johnson Williams Brown Davis Wilson
Taylor Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Green Baker
Adams Campbell Mitchell Roberts Carter Phillips Evans Edwards Collins Stewart Morris Rogers Reed
Cook Bell Murphy Bailey Rivera Cox Howard Ward Peterson Gray Ramirez Watson Brooks Kelly Sanders
Price Wood Barnes Ross Henderson Coleman Jenkins Perry Powell Long Patterson Hansen Olsen Nilsson
Eriksson Svensson Gustafsson Lindberg Virtanen Korhonen Nieminen Nowak Wisniewski Zielinski
Szymanski Dvorak Svoboda Prochazka Horvat Kovac Popescu Ionescu""".split()
PLAIN = str.maketrans("üåöøéäß", "uaooeas")
DEPARTMENTS = 40


class Somebody:
    def __init__(self, place, dice, taken):
        self.forename, self.surname = dice.choice(FORENAMES), dice.choice(SURNAMES)
        slug = f"{self.forename}.{self.surname}".lower().translate(PLAIN)
        taken[slug] += 1
        turn = "" if taken[slug] == 1 else str(taken[slug])
        self.email = f"{slug}{turn}@harbour.example"
        plain = self.forename.lower().translate(PLAIN)
        self.own = f"{plain}{1_950 + place}@mail.example" if dice.random() < 0.1 else None
        self.number = f"E{100_000 + place}"

    @property
    def name(self):
        return f"{self.forename} {self.surname}"

    def written(self, dice):
        """As people write it: mostly whole, at times turned round, shortened or mistyped."""
        kind = dice.randrange(20)
        if kind < 14:
            return self.name
        if kind < 17:
            return f"{self.surname}, {self.forename}"
        if kind < 19:
            return f"{self.forename[0]}. {self.surname}"
        letters = list(self.surname)
        letters[1], letters[2] = letters[2], letters[1]
        return f"{self.forename} {''.join(letters)}"


def export(root, count, seed):
    """Writes the exports of `count` people below `root`; returns how many files they are."""
    dice, files = random.Random(seed), collections.defaultdict(list)
    taken = collections.Counter()
    everybody = [Somebody(place, dice, taken) for place in range(count)]
    staff, others = everybody[:count * 6 // 10], everybody[count * 6 // 10:]
    for place, one in enumerate(staff):
        department = place % DEPARTMENTS
        pay = 30_000 + dice.randrange(60) * 1_000
        files[f"hris-{department:02}.csv"].append(
            f"{one.number},{one.name},{one.email},{one.own or ''},{pay}")
        files[f"payroll-{department % 12:02}.csv"].append(
            f"{one.number};{one.surname}, {one.forename};{pay // 20}")
    for place, one in enumerate(others):
        files[f"applicants-{place % 10:02}.csv"].append(
            f'"{one.written(dice)}",{one.own or one.email},welder')
    for one in dice.sample(everybody, count // 5):
        files[f"chat-{dice.randrange(2)}.jsonl"].append(json.dumps(
            {"user": one.own or one.email, "name": one.written(dice), "text": "Thanks."}))
    for number in range(DEPARTMENTS):
        for one in dice.sample(staff, 3):
            files[f"review-{number:02}.txt"].append(
                f"{one.written(dice)} ({one.email}) met all goals of this year.\n")
    heads = {"hris": "staff number,name,email,private email,salary",
             "payroll": "employee id;employee;net pay", "applicants": "candidate,email,position"}
    for name, lines in files.items():
        head = heads.get(name.split("-")[0])
        (root / name).write_text("\n".join(([head] if head else []) + lines) + "\n")
    return len(files)


def counted(program, folder):
    """What `cordon datamap` says of the people in a folder."""
    home = ["--home", str(folder / "home")]
    for words in (["add", str(folder / "data"), "--name", "exports"], ["scan"]):
        subprocess.run([program, "datamap", *words, *home], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shown = subprocess.run([program, "datamap", "show", "--json", *home], check=True,
                           capture_output=True)
    return json.loads(shown.stdout)["census"]


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    missed = False
    for seed in [int(word) for word in sys.argv[3:]] or [1, 2, 3]:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "data").mkdir()
            files = export(folder / "data", count, seed)
            census = counted(program, folder)
        off = census["people"] / count - 1
        holds = census["least"] <= count <= census["most"]
        missed = missed or abs(off) > 0.05 or not holds
        print(f"seed {seed}: {count} people in {files} files, counted {census['people']} "
              f"({off:+.1%}), between {census['least']} and {census['most']}")
    sys.exit(1 if missed else 0)


main()
