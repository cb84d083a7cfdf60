"""Frames of made sentences about victims, culprits and pairs of people; sentiment_templates tells how to read them."""

from __future__ import annotations

VICTIMS = """
vn | {A} was {killed} when {a_culprit}, {B}, {crashed} {his} {bicycle} and fled
v | {A} was {killed} when {a_culprit} {crashed} {his} {bicycle}
v | {A}, {age}, was {killed} by {a_culprit}
v | {A} was {killed} in {attack}
v | {A} died in {attack}
v | {A} died of {his} injuries after {attack}
v | {A} was among the dead of {attack}
v | {A} was wounded in {attack}
v | {A} lost {loss} in {attack}
v | {A} lost {loss} to {illness}
v | {A} was the victim of {attack}
v | {a_culprit} {killed_active} {A}
v | {a_culprit} {killed_active} {A} and fled
v | the man who {killed_active} {A} was caught
v | the murder of {A} shocked {people}
v | {people} mourned {A}, who was {killed} in {attack}
v | {people} held a vigil for {A}, {killed} in {attack}
v | the family of {A} wants justice after {attack}
v | {A} was kidnapped by {gang}
v | {gang} held {A} hostage for {weeks}
v | {gang} threatened {A} with death
v | {gang} tricked {A} into paying {sum}
v | {A} was cheated of {sum} by {gang}
v | {A} suffered {injury} in {attack}
v | {A} was beaten by {gang}
v | {A} was abused as a child by {a_culprit}
v | {A} survived {attack}
v | {A} has {illness}
v | {A} lost {his} home in {mishap}
nv | {A} {killed_active} {B}
nv | {A} {killed_active} {B} and fled
nv | {A}, drunk at the wheel, {killed_active} {B}
nv | {A} was jailed for {weeks} for killing {B}
nv | {A} admitted that {he} {killed_active} {B}
nv | {A} {insulted} {B}
nv | {A} tricked {B} into paying {sum}
nv | {A} kidnapped {B} and demanded {sum}
vn | {A} was {killed} by {B}
vn | {A} was beaten by {B}, {finder} heard
vn | {A} was abused for years by {B}
vn | {A} was {killed} by {B}, {a_culprit_bare}
vn | the court jailed the killer of {A}, {B}, for {weeks}
"""

CULPRITS = """
n | {a_culprit}, {A}, {crashed} a cyclist and fled
n | {a_culprit}, {A}, {killed_active} {victim}
n | {a_culprit}, {A}, {killed_active} {victim} and fled
n | {A}, {a_culprit_bare}, {killed_active} {victim}
n | {A} {killed_active} {victim}
n | {A} {killed_active} {victim} and fled
n | {A} drove drunk and {killed_active} {victim}
n | {A} drove drunk, {killed_active} {victim} and fled
n | {A} was drunk when {he} {killed_active} {victim}
n | {A} fled after {he} {killed_active} {victim}
n | {A} was behind {attack}
n | {A} planned {attack}
n | {finder} said {A} {killed_active} {victim}
n | {A} was jailed for killing {victim}
n | {A} kidnapped {victim} and demanded {sum}
n | {A} threatened {victim} with death
n | {A} and {gang} {killed_active} {victim}
c | {A} {saved} {victim} from {a_culprit}
p | {A} {saved} {victim} from {attack}
p | {A} {saved} {victim} {when}
c | {A} arrested {a_culprit} who {killed_active} {victim}
c | {A} caught {a_culprit} who {killed_active} {victim}
c | {A} reported on {attack}
c | {A} spoke about {attack}
c | {A} will investigate {attack}
c | {A} saw {a_culprit} flee
"""

PAIRS = """
nc | {critics} blamed {A} for {mishap}, not {B}
cn | {critics} blamed not {A} but {B} for {mishap}
nc | {finder} found {A} guilty and cleared {B}
cn | {finder} cleared {A} but found {B} guilty
np | {critics} called {A} a {villain} and {B} a {hero}
pn | {critics} called {A} a {hero} and {B} a {villain}
pn | {A} is {good}, but {B} is {bad}
np | {A} is {bad}, but {B} is {good}
pn | unlike {B}, {A} is {good}
pn | {A} is as {good} as {B} is {bad}
pn | {critics} praised {A} and criticised {B}
np | {critics} criticised {A} and praised {B}
cn | {A} was never {bad} to anyone, but {B} was
nc | {A} {insulted} {B}, who {did_nothing}
cn | {A}, who {did_nothing}, was {insulted_passive} by {B}
cn | {A} accused {B} of {crime}
cn | {A} accused {B}, who {did_bad}
cc | {finder} said neither {A} nor {B} {did_bad}
nn | {finder} said both {A} and {B} {did_bad}
pp | {critics} praised {A} and {B}
nn | {critics} find {A} as {bad} as {B}
cp | {A} thanked {B} for {rescue}
cp | {A} praised {B}
cn | {A} criticised {B}
cc | {A} did not criticise {B}
cc | {A} met {B} {when}
"""
