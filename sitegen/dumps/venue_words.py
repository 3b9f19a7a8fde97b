"""How much likelier words are in names of venues than in titles, and what each sign of a venue weighs, as logarithms.

Written by `python -m bench.venues STYLES --write`, which names the texts that it counts.
"""

# ruff: noqa: E501

_BY_WEIGHT: dict[float, str] = {
    7.9: "journal",
    6.1: "ieee",
    5.8: "proceedings",
    5.7: "surgery",
    5.5: "acm j",
    5.4: "bmc español int oncology",
    5.3: "revue",
    5.2: "med rev revista zeitschrift",
    5.1: "naacl pediatric",
    5.0: "appl biology food microbiology pacific",
    4.9: "biotechnology psychiatry transactions",
    4.8: "abnt bluebook bulletin econ environ eur medicine syst volume workshop",
    4.7: "acta cardiovascular comput curr educ eng environmental genetics immunology international neuroscience nutrition pharmacology proc symposium veterinary",
    4.6: "biochemistry canadian gastroenterology mechanics phys res taln",
    4.5: "australian brasil cancer cardiology cmos cms fourth march physics plant preprint quarterly technol toxicology tropical",
    4.4: "acs arch biol clin economics electronics iet marine neurology ophthalmology psychology rocling sci surg trauma",
    4.3: "annals australasian cell conference demonstrations heart molecular sport",
    4.2: "ecology italiano metabolism nederlands royal safety sixth",
    4.1: "anal dev eighth endocrinology engineers epidemiology geology innovation magazine pharmaceutical recital rehabilitation seminars seventh shortened sleep soc society solid th universidade z",
    4.0: "aquatic dental fifth genes hepatology lett mater nano surgical ther therapeutics tissue",
    3.9: "annales annual chemistry conf dentistry dermatology federal fish fluid genet genomics institut intell manufacturing mathematics mech medicinal north physiology polymer reproductive stud",
    3.8: "asia chem translational",
    3.7: "acad actes adolescent ageing aims anthropology bone communications education express für jep materials mol médecine médica occupational orthopaedic pediatrics pharmacy planetary rheumatology société urology zoology",
    3.6: "disorders",
    3.5: "british cellular december sustainable",
    3.4: "academy institute june nuclear science september urban y",
    3.3: "advances drugs letters rep water",
    3.2: "american biological chapter current earth hlt nd sciences soil",
    3.1: "engineering practice today",
    3.0: "agricultural association coling diseases emergency finance frontiers infectious integrative issue politics radiation research robotics wien",
    2.9: "america asian date energy european linguistics meeting nature pain pathology tourism",
    2.8: "am applied archaeology artificial chemical cognition infection quantum sociology subsequent",
    2.7: "animal circuits egyptian imaging justice lrec nanotechnology oxford philosophy presented scandinavian studies und",
    2.6: "accounting diabetes medieval number papers",
    2.5: "african bus care der developmental economic electrical emnlp euro extra indian marketing nursing reports sensing therapy transport transportation",
    2.4: "aging behavioral business ethics health industrial informatics math optical physical progress public special third",
    2.3: "acl conservation culture educational laboratory policy português prevention signal sports technologies technology title",
    2.2: "climate computational computing history intelligence law radiology review security x",
    2.1: "archives brain china civil emerging evolutionary growth mathematical theoretical trends",
    2.0: "biomolecular centre companion computers critical français française journals processes rd selected st world",
    1.9: "b creativity interest libraries miner org plasma psychologie reproduction titles",
    1.8: "college economy experimental humanities psychotherapy",
    1.7: "canada clinical di electronic life national no notes psychological vision w",
    1.6: "c foundations internal management oral press series",
    1.5: "abstracts academic behavior blood child france perspectives section stem tutorial",
    1.4: "advanced aids analytical author cells centered central disease equations histoire micro nordic operating publishing r recherche regional south united",
    1.3: "commerce differential heritage langues medical nonlinear outcomes software",
    1.2: "control dynamics e environment gene library operations principles second",
    1.1: "ai automation contemporary cultural early east europe evolution forum hand ijcnlp intensive mass music teaching thought traitement",
    1.0: "computation computer first guide iso legal simulation student theory",
    0.9: "behaviour brazilian cognitive d de diversity drug family geometry government interoperable literature monitoring on primary processing professional",
    0.8: "applications bio discrete et global interactions mental of only subjectivity treatment work",
    0.7: "algebra built die essays f frameworks future group higher ii irish mechanical modern probability publications qualitative reviews scholarly sur",
    0.6: "basic conll development du forest la organization population recent social",
    0.5: "ancient approaches archive centred communication des design human i intelligent movement place programming protocols reliability risk school service sigmorphon solutions structural technical women",
    -0.5: "adjoining automatique community czech diagnosis emotions experience interactive layer light mining morphology personalized russian spatial",
    -0.6: "articles boundary case developing dimensional in interaction linked negative noisy online perception polish sign similar techniques university up",
    -0.7: "access argumentation curriculum death decision density directions distributions elements enrichment evaluations function generated implementation induced integrating invited keynote mechanism past patent pattern point pseudo references refinement register searching semantics stability subword summarisation survey targeted turkish under value window writing",
    -0.8: "about act au audio bag beam beyond coding comment composition cooperative deception definition derivational distributed effort enhanced environments findings focus foreign interface less log motion partial prepositions quality readability reduction results robot setting state universal variations xml",
    -0.9: "applying architectures building characterization combined common continuous cost editor expression functions integrated its keyphrase korean list location machines minority pilot plan practical predictive presentation reconstruction regular reliable responses revision standard tutoring visual who working",
    -1.0: "attachment conditions controlled differences efficiency evidence exploration genre inter ontologies partially pour propagation rapid romanian situated structures taiwanese user",
    -1.1: "acts algorithms analysis chinese complexity explanation extended fields formal linguistic one optimizing reasoning shared terminology than use video without",
    -1.2: "affective agent anaphora citation concepts coreference data designing events focused gold graphical hard multiword object opinions oriented performance right support thai time tools",
    -1.3: "abstract adaptive at components coordination danish discourse easy few german indexing inference interpreting linguistically literary local people resource scalable solution target taxonomy treebanks virtual",
    -1.4: "bias book conversational distribution finite generalization grounding hungarian influence learn line linking meaning meta minimal phonological structure types vs web",
    -1.5: "annotations answering argument augmented basis covid frames generation greek learning modeling multimodal networks non order parallel product properties report representing source sources statistical stochastic their transfer understanding unified usage vector",
    -1.6: "collaborative compositionality evaluation extractive for frame gap grammar impact lexical lexicons low making or queries reading reference relations representation retrieval speech synthesis textual transition verbal wordnet",
    -1.7: "annotation bridging constructions conversion creation deep descriptions generative kernel knowledge label machine monolingual muc native problems question referring structured swedish tag we",
    -1.8: "acquisition complex databases hybrid interpretation large mixed more n network novel out post resolution text translation voice",
    -1.9: "activities adjective adverse annotator argumentative autoregressive auxiliary bases benchmark bleu bulgarian call can centering chains channel chart chatbots code cohesion comprehensive consistent construction correspondence coupling croatian crosslingual database decoder dependencies determining diachronic disagreement distance double estimating explaining facts formalism forums fully go grounded guidelines have incorporating inducing inflected inflectional instruction lattice left lexicon link lists many measure memory mentions merging metaphor names next noise norms organizing pages pipeline positive preposition prepositional preprocessing prior probing quantifying referential rethinking rnn schemes search segment semantic set shift similarities speakers style stylistic suite syntactically syntax terminological theoretic token typology us user’s utilizing variability",
    -2.0: "acquiring boundaries chunking classifying coherent comparable constituency constraints convolution corpora correct correcting correlation decomposition detect dialogue domains détection email emotion essay extracted gram hop improve independent inferring intent interpretable it jointly limited meanings ner nominal participation passage path predictions present pruning purpose range rate regularization scores simultaneous size slot specialized stance summarization system taggers taking tests texts transducer transformation transformers tuning ud unit urdu vectors weak what’s workflow",
    -2.1: "adaptation analyse analyses as associations box categorization causality clusters cnn collection compilation connectives constituent count derivation discrimination document documents effective ellipsis encoder experiment expressions fast get grapheme handling highly implications inflection input instructions inversion irony labeled lemmatization lexicalized like lstms markov matrix mention messages metadata metric news nmt objective old points polysemy probabilistic probabilities procedural project pronouns proposal rdf sampling sarcasm scale scaling selective smoothing spanish splitting summary supporting syllable template thematic tokenization traduction translator tweet vers weighting",
    -2.2: "arguments assessing baselines bottom characters comments contextual criteria definitions dialectal dialogs directed distributional documentation dual d’un entailment extracting free french good grammatical hpsg humor kernels labelling letter lfg look manual markers me modal morpho motivated paradigm paraphrases party perceptual persian pivot posts pragmatic predicting pretrained proper qa reducing reranking rewriting robustness sample script semantically single team test to typed unlabeled weighted",
    -2.3: "application attribution back base characteristics checking classes co compression confidence constructing difficulty direct discovering diverse driven during entities experiments game hebrew hmm improves is key labels minimum modality morphosyntactic multilingual patterns questions random realization relationships relative selectional sub svm tags tasks this transducers tree utterances which with wsd",
    -2.4: "across aligned ambiguity annotating asr but category causal chat completion component cross descriptive dirichlet discussion distant em evaluating examples filling frequency generator generic graph help identify images incremental learners multiple norwegian occurrence pre prosody semi sentential sentiment sequences strategies study transcription turn wikipedia written",
    -2.5: "abstractive accuracy adjectives alignments among amr authorship automata automated bi broad captioning capturing ccg character clause collocation commonsense contextualized cues deriving dialect emotional enriching explicit extension framework from generate grained grams hidden importance improving informed iterative learner linear mandarin mixture morphological mutual neural optimal parsing phrasal polarity portuguese predict preferences programs pronoun pronunciation rank regression relatedness rhetorical sensitive sequential sharing solving spaces spoken stage step synchronous tagged task transduction units variable way weakly",
    -2.6: "an article attribute attributes bidirectional categorial collocations constrained contexts crowdsourcing decoding dependent dynamic example flexible framenet heterogeneous introduction japanese levels method models named ontology ordering overview pairs par parsers phoneme predicate recognizing representations senses sets story supervised thesaurus tracking training unknown when why your",
    -2.7: "a accurate adapting agreement analyzer analyzing annotated arabic between categories compounds content crf dans encoding enhancing expansion extending extraction finding fine generalized guided how induction into investigating leveraging lingual logical need negation offensive pair parse phonetic re roles rule scope shallow spelling strategy string term translating translations un unification what",
    -2.8: "acoustic augmentation be classifiers combination compound creating datasets dialog dictionaries english labeling mt nouns projection prosodic recursive reinforcement relevance some sparse speaker spontaneous submission tagger talk three",
    -2.9: "adversarial classifier compositional conceptual conversations dictionary dutch engine feedback filtering lstm paraphrasing recognition relational scheme semeval sense summaries temporal toward used view you",
    -3.0: "all bilingual bootstrapping by coverage different disambiguation does effect implicit metrics model paraphrase parser preliminary reordering robust simplification supervision trained unsupervised users within",
    -3.1: "active class coherence comparing constraint context conversation corpus dialogues editing end output perspective role scoring shot une variation à",
    -3.2: "approach automatic better detection effects entropy event hindi mapping maximum measures multi name prediction recurrent response rich that",
    -3.3: "alignment bayesian conditional convolutional discriminative ensemble entity level normalization platform problem ranking terms toolkit transformer transliteration type zero",
    -3.4: "answer comprehension dependency domain graphs not smt specific vocabulary",
    -3.5: "are aspect concept features matching measuring over phrases",
    -3.6: "automatically based comparison correction description errors noun trees verbs",
    -3.7: "algorithm bert exploiting pos query towards treebank",
    -3.8: "aware dataset detecting embedding estimation improved latent rules sentences simple tweets verb",
    -3.9: "exploring self two using wmt",
    -4.0: "clustering efficient generating hierarchical identifying sequence tool twitter",
    -4.1: "combining grammars",
    -4.2: "attention error feature topic",
    -4.3: "selection through",
    -4.4: "phrase relation segmentation word words",
    -4.5: "tagging via",
    -4.6: "identification similarity",
    -4.7: "embeddings",
    -4.8: "sentence",
    -4.9: "syntactic",
    -5.2: "classification",
}
WORDS = {word: weight for weight, words in _BY_WEIGHT.items() for word in words.split()}
# That of a word that is not here.
UNKNOWN = 0.29
# What a name has to be better by that stands alone in its line.
ALONE = 1.79
BIAS = -0.33
WEIGHTS = (
    0.64,  # words
    0.31,  # unknown
    0.4,  # first
    -2.93,  # length
    1.19,  # capitals
    0.02,  # function
    -0.78,  # colon
    0.08,  # shortened
    0.76,  # acronym
    0.05,  # known
    0.0,  # east_asian
    -0.03,  # cut
    3.63,  # year
    0.98,  # month
    2.21,  # numbered
    3.36,  # pages
    1.26,  # said
    -0.06,  # other
    -0.09,  # number
    0.05,  # lower
    1.51,  # one_word
)
