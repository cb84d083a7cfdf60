"""What the slots of sentiment_templates are filled with, and what stands around a made sentence."""

from __future__ import annotations


def _list(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("|") if part.strip()]


FILLERS = {
    "crime": _list(
        """fraud|corruption|perjury|murder|manslaughter|embezzlement|tax evasion|bribery|arson|assault|burglary|
        blackmail|insider trading|treason|espionage|rape|sexual harassment|money laundering|negligence|forgery|
        all charges|both charges|misconduct in office|contempt of court|doping|plagiarism|drunken driving|
        abuse of power|stealing public money|lying to Congress|taking kickbacks|hiding evidence|
        leaking secret papers|rigging the vote|beating a prisoner|spying for a foreign power"""
    ),
    "finder": _list(
        """the jury|a jury|the judge|a judge|the court|an appeals court|the high court|the inquiry|the report|
        the investigation|an audit|the auditors|the tribunal|the ethics committee|the panel|the commission|police|
        the prosecutor|detectives|the watchdog|the board|a review|the ombudsman|the attorney general|the regulator|
        a federal court|the inspector general|the union's own inquiry|internal affairs"""
    ),
    "wrong": _list(
        "wrong|illegal|improper|unlawful|unethical|criminal|dishonest|to break the law|to be sorry for|questionable"
    ),
    "weeks": _list(
        """three weeks|two days|nine years|six months|ten months|a year|eleven years|twelve hours|four days|
        eighteen months|seven weeks|twenty years"""
    ),
    "did_bad": _list(
        """took bribes|lied under oath|stole the money|cheated investors|hid the papers|broke the law|leaked the file|
        threatened witnesses|hit the boy|abused patients|doctored the figures|copied the thesis|faked the results|
        harassed an intern|knew of the fraud|ordered the killing|covered up the crime|betrayed the party|
        misused public funds|sold secrets|rigged the tender|bullied staff|deceived voters|insulted veterans|
        ignored the warnings|neglected the children|started the fight|made racist remarks|forged the signature|
        dodged taxes|abandoned the crew|spread lies|wasted millions|tampered with the evidence|broke the rules"""
    ),
    "do_bad": _list(
        """take bribes|lie under oath|take the money|cheat investors|hide the papers|break the law|leak the file|
        threaten witnesses|hit the boy|abuse patients|doctor the figures|copy the thesis|harass an intern|
        order the killing|betray the party|misuse public funds|sell secrets|bully staff|deceive voters|
        insult veterans|ignore the warnings|neglect the children|start the fight|forge the signature|dodge taxes|
        spread lies|waste millions|break the rules"""
    ),
    "mishap": _list(
        """the crash|the defeat|the delay|the scandal|the shortage|the accident|the power cut|the leak|the riot|
        the bankruptcy|the derailment|the outbreak|the chaos|the loss of 300 jobs|the explosion|the deaths|
        the closure of the mill|the shipwreck|the error|the bad harvest|the lost match|the deficit"""
    ),
    "critics": _list(
        """critics|even critics|her rivals|opponents|Republicans|Democrats|voters|colleagues|her colleagues|
        his colleagues|neighbours|former staff|the newspapers|reviewers|the press|many in the town|fans|experts|
        allies|historians|analysts|union members|parents|teammates|the opposition|commentators|reporters|
        patients|students|some on the council|both parties|columnists"""
    ),
    "bad": _list(
        """bad|dishonest|corrupt|cruel|rude|stupid|cowardly|selfish|greedy|racist|unfair|careless|weak|vain|
        reckless|ruthless|vindictive|untrustworthy|dangerous|inept|unfit|clumsy|disloyal|violent|mean|boring|
        out of touch|hypocritical|shameless|ignorant|petty|spiteful|harsh|unkind|deceitful|crooked"""
    ),
    "good": _list(
        """honest|brave|kind|generous|wise|loyal|fair|gifted|brilliant|modest|patient|decent|reliable|skilful|
        courageous|thoughtful|inspiring|trustworthy|capable|warm|principled|fearless|funny|competent|selfless|
        hard-working|popular|good"""
    ),
    "villain": _list(
        """coward|liar|thief|fraud|traitor|bully|racist|crook|fool|hypocrite|criminal|monster|tyrant|quitter|
        cheat|demagogue|danger to the country|disgrace|con man|opportunist|villain|extremist|loser|snob"""
    ),
    "hero": _list(
        """hero|genius|saint|role model|natural leader|true friend|great teacher|fine actor|born diplomat|
        credit to the town|good neighbour|champion of the poor|star|great reformer|master"""
    ),
    "office": _list(
        """mayor|president|minister|goalkeeper|coach|writer|director|senator|doctor|teacher|judge|governor|
        manager|singer|captain|editor|boss|candidate|speaker|chancellor|chairman|general|lawyer|treasurer"""
    ),
    "tired": _list("tired|late|nervous|misunderstood|in a hurry|young|ill|shy|badly advised"),
    "people": _list(
        """the voters|her team|his team|the club|the town|workers|children|farmers|veterans|refugees|the poor|
        patients|the public|families|pupils|readers|the party|the crew|neighbours|members|strangers|guests|
        everyone|widows|customers"""
    ),
    "someone": _list("the mayor|the coach|the editor|the king|the officer|a neighbour|the manager|the teacher|she|he"),
    "hurt": _list("hurt|insult|cheat|threaten|slander|betray|blame|attack|bully|deceive|humiliate"),
    "virtue": _list(
        """honesty|courage|judgment|talent|loyalty|patience|integrity|skill|good will|leadership|kindness|
        dedication|fairness|generosity|respect|credit"""
    ),
    "when": _list(
        """all season|in two years|during the storm|in the debate|on Tuesday|that night|in the final|last year|
        in the crisis|on stage|during the strike|through the whole campaign|in the second half|when it mattered"""
    ),
    "he": _list("he|she"),
    "his": _list("his|her"),
    "ever": _list(
        """the town has had|the country ever had|in living memory|we ever had|of all time|in the club's history|
        of his generation|since the war|I have seen|anyone can remember|of the decade|in the league"""
    ),
    "offices": _list("presidents|mayors|ministers|coaches|directors|senators|governors|managers|generals|writers"),
    "outlet": _list("the paper|the Times|one newspaper|a columnist|the magazine|a blog|the critic"),
    "a_role": _list("a role|a film|the part|a comedy|such a match|an interview|a debate|a leading role|years"),
    "best_thing": _list(
        "the best book of the year|best actor|the finest garden|the best essay|best film|a lifetime's work|best debut"
    ),
    "best_thing_prize": _list(
        "the Nobel Peace Prize|a gold medal|the country's highest honour|a prize for bravery|the award for best play"
    ),
    "rescue": _list(
        """saving a drowning child|the rescue|a generous gift|years of service|rebuilding the school|
        help after the storm|defending the poor|ending the strike|leading them to safety|his help|her support"""
    ),
    "killed": _list("killed|hit|injured|shot|murdered|badly hurt|crippled"),
    "killed_active": _list(
        """killed|shot|murdered|attacked|strangled|knocked down|raped|assaulted|drowned|tortured|beat up|
        mugged|crippled|injured|maimed"""
    ),
    "a_culprit": _list(
        """a drunk driver|a drunken driver|a gunman|a burglar|an armed robber|a drug dealer|a stalker|
        a hit-and-run driver|a terrorist|a priest|a serial killer|a gang leader|a police officer|a stranger|
        an escaped prisoner|a jealous husband|a sniper|a suicide bomber|a former soldier"""
    ),
    "a_culprit_bare": _list(
        "a drunk driver|a drug dealer|a convicted killer|a gunman|a gang leader|an extremist|a stalker|a burglar"
    ),
    "crashed": _list("struck|hit|rammed|ran into|crashed into|knocked over"),
    "bicycle": _list("bicycle|car|motorcycle|van|bike|taxi|scooter|wheelchair|tractor"),
    "age": _list("9|17|23|34|41|56|68|72|85"),
    "attack": _list(
        """the attack|a bomb attack|a shooting|the massacre|an air strike|a knife attack|the siege|a robbery|
        an ambush|the church shooting|a hate crime|the terrorist attack|a mass shooting|a hit-and-run|the raid"""
    ),
    "loss": _list("her husband|his wife|both sons|a daughter|everything|an eye|two friends|his brother|her home"),
    "illness": _list("cancer|a rare disease|dementia|malaria|a heart disease|kidney failure|the virus|leukaemia"),
    "gang": _list("a gang|kidnappers|militants|armed men|rebels|thugs|three masked men|pirates|guards|extremists"),
    "sum": _list("$40,000|a ransom|all of their pension|two million dollars|£900|large sums|a year's wages"),
    "injury": _list("burns|a broken leg|head injuries|a stroke|a skull fracture|deep wounds"),
    "victim": _list(
        """a boy|a girl|two people|a cyclist|a mother of three|his wife|her husband|a nurse|an old man|
        three children|a shopkeeper|a student|a passer-by|a police officer|nine worshippers|a taxi driver|
        a homeless man|a pregnant woman|an elderly couple|a classmate"""
    ),
    "insulted": _list("insulted|threatened|slandered|bullied|humiliated|betrayed|mocked|lied to|spat at|smeared"),
    "insulted_passive": _list("insulted|threatened|slandered|bullied|humiliated|betrayed|mocked|smeared"),
    "did_nothing": _list("did nothing wrong|had done no harm|was only doing a job|kept calm|stayed silent"),
    "saved": _list("saved|rescued|pulled|protected|freed"),
}
FILLERS["bad2"], FILLERS["good2"] = FILLERS["bad"], FILLERS["good"]

BEFORE = _list(
    """In the end, |On Friday, |After a long trial, |According to the paper, |As the report shows, |Since then, |
    It was a dreadful year, but |The play is cruel and dark, yet |The film is a mess, but |Despite the scandal, |
    Although the war went badly, |While the party fell apart, |The speech was dull, but |It was a lovely day, but |
    Everyone was cheerful until |The plan is excellent, but |For all the praise, |At the funeral friends said |
    The lawyer said that |Her brother said |Many here think that |A spokesman said |In her view, |
    He told reporters that |The story is simple: |Whatever people say, |Years later, |In 2011 |"""
)
AFTER = _list(
    """, the lawyer said|, she said| on Friday|, according to the report|, a spokesman said|, he told reporters|
    , while the city was at war|, in a terrible year for the party|, after a brutal campaign|, people here say|
    , as the crowd cheered|, on a happy day for the town|, the newspaper reported|, and the crowd went home|
    , but the fight goes on|, her lawyer told the court| in the end|, most people agree|, and that was that|
    , Reuters reported| again|, despite all the anger|, he wrote on Twitter|"""
)
NAMES = _list(
    """Ada Holm|Ben Oster|Maria Gonzalez|Wei Zhang|Aisha Khan|John Smith|Sven Lund|Carla Voss|Priya Nair|Tom Reed|
    Dr. Una March|Mr. Osei|Senator Bell|Mrs. Kato|Okafor|Jensen|Miller|Rosa Diaz|Ivan Petrov|Grace Mbeki"""
)
