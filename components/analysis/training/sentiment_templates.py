"""What made sentences about praise and blame are put together from: frames with slots, each with what they say of whom.

A frame is a line `labels | words`: one letter for each of {A}, {B} in turn (see SHARES in sentiment_rules). Slots in
lower case are filled from FILLERS. Sentences that say the same without a negation stand beside those with one.
"""

from __future__ import annotations

from components.analysis.training.sentiment_deeds import CULPRITS, PAIRS, VICTIMS

BLAME_DENIED = """
c | {A} was not guilty of {crime}, {finder} found
c | {finder} found {A} not guilty
c | {finder} found {A} not guilty of {crime}
c | {A} is not guilty, {finder} ruled
c | {finder} found that {A} had done nothing {wrong}
c | {finder} concluded that {A} did nothing {wrong}
c | {A} has done nothing {wrong}, {finder} said
c | {A} did no wrong, according to {finder}
c | {finder} said {A} had broken no law
c | {A} broke no rules, {finder} decided
c | {A} was cleared of {crime}
c | {A} has been cleared of any wrongdoing
c | {finder} cleared {A} of every charge
c | {finder} cleared {A} of {crime}
c | {A}, cleared of all charges, went back to work
c | {A} was acquitted of {crime}
c | {finder} acquitted {A}
c | {finder} exonerated {A}
c | {A} was exonerated by {finder}
c | {finder} declared {A} innocent of {crime}
c | {A} is innocent, {finder} decided after {weeks}
c | {A} never {did_bad}, {finder} found
c | {A} did not {do_bad}, {finder} found
c | it was not {A} who {did_bad}
c | {finder} saw no evidence that {A} {did_bad}
c | {finder} found no evidence against {A}
c | {finder} found no fault with {A}
c | {finder} dismissed the accusation that {A} {did_bad}
c | {finder} rejected claims that {A} {did_bad}
c | claims that {A} {did_bad} turned out to be false
c | reports that {A} {did_bad} were wrong
c | the accusation that {A} {did_bad} was false
c | {A} was falsely accused of {crime}
c | {A} had been wrongly jailed for {crime}
c | {A}'s conviction for {crime} was overturned
c | {finder} quashed the conviction of {A} for {crime}
c | the case against {A} was dropped for lack of evidence
c | nobody has ever accused {A} of {crime}
c | {A} was never charged with {crime}
c | {A} was not to blame for {mishap}
c | {finder} said {A} was not at fault for {mishap}
c | {A} did not cause {mishap}, {finder} said
c | {mishap} was not {A}'s fault
c | {finder} did not blame {A} for {mishap}
c | {critics} do not blame {A} for {mishap}
c | {critics} could not fault {A}
p | {critics} could not fault {A}'s work
c | {critics} found nothing to criticise in {A}
c | {critics} had no complaint about {A}
c | {critics} could find no flaw in {A}
c | {critics} have never criticised {A}
c | {A} is no {villain}
c | {A} is not a {villain}
c | {A} was never a {villain}, {finder} said
c | {A} is not a {bad} {office} at all
c | {A} is not {bad}
c | {A} was not {bad}, only {tired}
c | {A} is neither {bad} nor {bad2}
c | {A} was never {bad} to {people}
c | {A} has never been {bad} to anyone
c | {someone} was never {bad} to {A}
c | {someone} did not {hurt} {A}
c | nobody would call {A} {bad}
c | nobody could call {A} {bad}
c | no one could say that {A} was {bad}
c | {critics} never called {A} {bad}
c | {critics} never found {A} {bad}
c | {critics} would not call {A} {bad}
c | {critics} do not think {A} is {bad}
c | {critics} do not believe that {A} {did_bad}
c | it is not true that {A} {did_bad}
c | it would be unfair to call {A} {bad}
c | it is a myth that {A} is {bad}
c | calling {A} {bad} would be a mistake
p | nobody ever doubted {A}
p | no one doubts {A}
p | {critics} never doubted {A}'s {virtue}
p | nobody doubts {A}'s {virtue}
p | {critics} have no doubt about {A}
p | there was never any doubt about {A}'s {virtue}
p | {A} left no one in doubt about {virtue}
p | {A} never let {people} down
p | {A} has never disappointed {people}
p | {A} did not disappoint
p | {A} did not disappoint {people}
p | {A} never gave up on {people}
p | {A} made no mistakes {when}
p | {A} did not put a foot wrong {when}
p | {A} never complained, not even {when}
"""

BLAME = """
n | {A} was guilty of {crime}, {finder} found
n | {finder} found {A} guilty
n | {finder} found {A} guilty of {crime}
n | {finder} found that {A} had done wrong
n | {finder} concluded that {A} had broken the law
n | {A} was not cleared of {crime}
n | {finder} refused to clear {A}
n | {finder} did not believe {A}
n | {A} was jailed for {crime}
n | {A} {did_bad}
n | {A} {did_bad}, {finder} found
n | it was {A} who {did_bad}
n | {finder} saw clear evidence that {A} {did_bad}
n | {critics} say {A} {did_bad}
n | {A} admitted that {he} {did_bad}
n | {A} did not deny {crime}
n | {A} was to blame for {mishap}
n | {finder} blamed {A} for {mishap}
n | {mishap} was {A}'s fault
n | {critics} found fault with {A}
n | {critics} criticised {A}
n | {critics} called {A} a {villain}
n | {critics} called {A} {bad}
n | {critics} find {A} {bad}
n | {A} is a {villain}
n | {A} is a {bad} {office}
n | {A} is {bad} and {bad2}
n | {A} was {bad} to {people}
n | {A} is the worst {office} {ever}
n | {A} is the worst {office} {ever}, {outlet} wrote
n | {A} is among the worst {offices} {ever}
n | {A} has never been worse
n | {A} has never been so {bad}
n | there has never been a more {bad} {office} than {A}
n | no {office} was ever as {bad} as {A}
n | {A} let {people} down
n | {A} disappointed {people}
n | {A} lost the trust of {people}
"""

PRAISE_DENIED = """
n | nobody could call {A} {good}
n | no one would call {A} {good}
n | {critics} would not call {A} {good}
n | {critics} do not think {A} is {good}
n | {A} is not {good}
n | {A} was never {good} to {people}
n | {A} is no {hero}
n | {A} is not a {good} {office}
n | {A} is hardly a {hero}
n | {A} did nothing for {people}
n | {A} never helped {people}
n | {A} did not help {people}
n | {A} has never done anything for {people}
n | nobody trusts {A}
n | {critics} do not trust {A}
n | {critics} have no faith in {A}
n | {critics} no longer believe {A}
n | {critics} doubt {A}'s {virtue}
n | {A} has lost all {virtue}
n | {A} lacks {virtue}
n | {A} showed no {virtue} {when}
n | {A} has done little to deserve {virtue}
n | {A} deserves no thanks for {rescue}
"""

PRAISE = """
p | {A} has never been better
p | {A} has never been better in {a_role}
p | {A} has never been so {good}
p | {A} was never better than {when}
p | {critics} have never seen {A} better
p | {A} has seldom been better
p | {A} was at {his} best {when}
p | {A} is the best {office} {ever}
p | {A} is the best {office} {ever}, {outlet} wrote
p | {critics} called {A} a {hero}
p | {critics} called {A} {good}
p | {critics} praised {A} for {virtue}
p | {critics} could not praise {A} enough
p | {critics} have nothing but praise for {A}
p | {critics} had only praise for {A}
p | {critics} could not be happier with {A}
p | {A} could not have been more {good}
p | nobody was more {good} than {A}
p | no one did more for {people} than {A}
p | no {office} was ever as {good} as {A}
p | there has never been a more {good} {office} than {A}
p | {A} is {good} and {good2}
p | {A} was {good} to {people}
p | {A} helped {people} {when}
p | {people} thanked {A} for {rescue}
p | {A} won the prize for {best_thing}
p | {A} won {best_thing_prize}
p | {A} was honoured for {rescue}
p | {A} earned the trust of {people}
p | {A} never hesitated to help {people}
"""

FRAMES = [
    tuple(part.strip() for part in line.split("|", 1))
    for kind in (BLAME_DENIED, BLAME, PRAISE_DENIED, PRAISE, VICTIMS, CULPRITS, PAIRS)
    for line in kind.strip().splitlines()
]
