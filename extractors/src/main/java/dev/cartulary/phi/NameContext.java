package dev.cartulary.phi;

import java.util.Set;
import java.util.regex.Pattern;

/** What stands before, behind and within names of persons. */
final class NameContext {
  static final Set<String> TITLES = words("titles");

  /** Titles that are words, too, and count only when written with a capital. */
  static final Set<String> CAPITALISED_TITLES = words("capitalised-titles");

  static final Set<String> PARTICLES = words("particles");

  /** Capitalised words that belong to no name, whatever stands beside them. */
  static final Set<String> NEVER = words("never");

  /** Words that begin sentences before a name. */
  static final Set<String> FUNCTION_WORDS = words("function-words");

  static final Pattern CREDENTIAL =
      Pattern.compile(
          "^,?[ \\u00a0]{0,2}(?:M\\.? ?D|D\\.? ?O|N\\.?P|R\\.?N|L\\.?P\\.?N|P\\.?A(?:-C|-C\\.)?|F\\.?N\\.?P(?:-C|-BC)?|Ph\\.? ?D|D\\.?P\\.?M|D\\.?D\\.?S|D\\.?M\\.?D|O\\.?D|Psy\\.?D|FACS|FACC|FACP|FAAP|FACOG|MBBS|A\\.?P\\.?R\\.?N|A\\.?R\\.?N\\.?P|CRNA|CNM|CNP|LCSW|MSW|DPT|P\\.?T|OTR(?:/L)?|RPh|Pharm\\.?D|BSN|MSN|MPH|Esq|C\\.?M\\.?A|CST|CFA|RRT|RT|EMT(?:-P)?|II|III|IV|Jr|JR|Sr)(?![\\p{L}\\d])");

  static final Pattern LABEL =
      Pattern.compile(
          "(?i)(?<!\\p{L})(?:patient(?:['’]s)? name|pt\\.? name|full name|legal name|first name|last name|middle name|maiden name|given names?|family name|surname|preferred name|alias|aka|a\\.k\\.a\\.|also known as|name of (?:patient|child|spouse|mother|father|employer)|(?:mother|father|spouse|guardian|parent|wife|husband|caregiver|contact|guarantor|subscriber|insured|policy ?holder|employee|student|member|provider|physician|doctor|surgeon)(?:['’]s)?(?: maiden)? name|name"
              + "|patient|pt|client|resident|claimant|insured|re|regarding|attn|attention|cc|c\\.c\\.|dear|from|to|attending(?: physician| md)?|referring(?: physician| provider| doctor| md)?|primary care(?: physician| provider)?|pcp|provider|physician|surgeon|assistant(?: surgeon)?|first assistant|second assistant|anesthesiologist|anesthetist|consultant|consulting physician|requesting physician|ordering(?: physician| provider)?|admitting(?: physician)?|dictated by|dictating(?: physician)?|transcribed by|transcriptionist|signed(?: electronically)?(?: by)?|electronically signed(?: by)?|e-signed by|authenticated by|reviewed by|verified by|prepared by|interpreted by|performed by|seen by|author|authored by|recorded by|entered by|read by|radiologist|pathologist|cardiologist|therapist|nurse|technologist|technician|tech|witness(?:ed by)?|emergency contact|next of kin|contact(?: person)?|legal guardian|guardian|custodian|informant|caregiver|spouse|mother|father|wife|husband|son|daughter|brother|sister|parent|guarantor|subscriber|employer contact|social worker|case manager|interpreter|counselor|teacher|attorney|health care proxy|healthcare proxy|power of attorney|poa|bot|user|directed by|written by|by|legal authenticator|data enterer|participant|documentation of|support)(?: \\([^()\\n]{1,20}\\))?[ \\t]*[:=][ \\t]*(?:\\n[ \\t]*)?(?=[\\p{L}\"])");

  /** Words after which a name comes, whatever it looks like. */
  static final Pattern CALLED =
      Pattern.compile(
          "(?i)(?<!\\p{L})(?:my name is|name is|name was|(?:his|her|their|the) (?:\\w+ )?name is|named|nicknamed|is called|was called|call(?:s|ed)? (?:me|him|her)|known as|goes by|answers to|i am dr\\.?|this is|under my partner's name|last name\\?|(?:what's|what is) your (?:\\w+ )?name\\?|on the account\\? user:|change it to|correct it to|it's under|maiden name (?:is|was)|follow(?:ed)? up with|have you heard|true gender of|also features|featuring|starring|directed by|sung by|signed,?|sincerely,?|regards,?|respectfully,?|yours truly,?|thank you,?|thanks,?|cheers,?|dear|hello,?|hi,?|hey,?|i'm|i am)[ \\t]*[\\n,]?[ \\t]*(?=\\p{L})");

  static final Pattern RELATIVE =
      Pattern.compile(
          "(?i)(?<!\\p{L})(?:wife|husband|son|daughter|mother|father|mom|dad|brother|sister|friend|partner|spouse|girlfriend|boyfriend|fianc[eé]e?|aunt|uncle|cousin|niece|nephew|grandson|granddaughter|grandmother|grandfather|grandma|grandpa|roommate|neighbor|caregiver|guardian|stepson|stepdaughter|stepmother|stepfather|twin|kid|child|baby|infant|boss|coworker|supervisor|teacher|therapist|counselor|psychiatrist|psychologist|dentist|physician|provider|oncologist|cardiologist|surgeon|pediatrician|nurse|attorney|lawyer|pcp|social worker|case manager|interpreter|colleague|partner,? dr\\.?|producer|commenter|songwriter|clinician|midwife|pastor|consult (?:with|by)|discussed with|spoke (?:with|to)|speak (?:with|to)|seen by|evaluated by|referred by|followed by|performed by|assisted by|care of|service of|under the care of|accompanied by|courtesy of|per|via|said|told|asked|shouted at|add|hear|heard)(?: is| was)?[, ]{1,2}\\(?(?=\\p{Lu})");

  static final Pattern PERSON_BEHIND =
      Pattern.compile(
          "^(?:['’]s)?,? (?:(?:is|was) (?:an?|the|last|first|initially|previously|again|seen|here|brought|admitted|discharged|accompanied|very|my)|an? (?:very )?(?:\\w+ )?\\d|\\d{1,3}[- ]?(?:y|year)|said|says|states|stated|denies|denied|reports|reported|presents|presented|complains|returns|returned|tolerated|underwent|has (?:been|had|a)|had a|agreed|agrees|feels|lives|called|noted|notes|who|will be (?:seen|talking)|sustained|has a|appears|describes|admits|explains|explained|shouted|flew|began|spent|invested|saw|and (?:his|her)\\b)");

  /** Before a whole name that is one word. */
  static final Pattern OWN_NAME =
      Pattern.compile(
          "(?i:maiden|last|first|middle|family) (?i:name)(?: is| was|:) (?=\\p{Lu}[\\p{L}'’-]+\\s*(?:[.,;\\n]|$))");

  /** Before who is spoken to. */
  static final Pattern VOCATIVE = Pattern.compile(", (?=\\p{Lu}\\p{Ll}+[?!])");

  static final Pattern AND = Pattern.compile("(?:, and | and |, | & |/)");

  /** What stands behind a whole name. */
  static final Pattern NAME_ENDS =
      Pattern.compile(
          "\\s*$|[ \\t]*\\n|[,.;)]|   |['’]s| \\(| (?:is|was|will|has|at|on|for|to|in|with|and|who|from|lives)\\b");

  /** What a person does who begins a sentence. */
  static final Pattern ACTING =
      Pattern.compile(
          "['’]s | (?:is|was|has|had|will|would|can|did|and \\p{Lu}|\\p{Ll}{2,}(?:[^s]s|ed)) |, \\p{Ll}| (?:who|of|from) ");

  /** Words that follow the names of things: instruments, drugs, diseases, tests. */
  static final Pattern THING_BEHIND =
      Pattern.compile(
          "(?:['’]s)?[ -](?:patch(?:es)?|pins?|frames?|sponges?|bone|phenomenon|immobilizers?|assessment|drainage|calcium|knee|midface|bandages?|staplers?|laser|beads?|strips?|machine|pack(?:ing|s)?|solution|injections?|infusion|therapy|orthosis|cuff|lens(?:es)?|handpiece|lesion|equation|position(?:er|ing)?|catheters?|scissors?|retractors?|elevators?|forceps|drill|dissectors?|plates?|plating|wires?|reservoir|syndrome|procedures?|implants?|needles?|sutures?|tablets?|capsules?|drops"
              + "|cannulas?|clamps?|stents?|balloons?|taper|techniques?|system|sleeves?|workstation|fractures?|nodes?|scales?|tests?|testing|protocol|disease|disorder|signs?|scores?|classification|drains?|tubes?|blades?|screws?|hooks?|rods?"
              + "|pouch|valves?|grafts?|mesh|knots?|maneuver|incision|criteria|stage|area|index|reflex|projections?|views?|titers?|deficiency|drapes?|bags?|rongeurs?|curettes?|dilators?|scopes?|speculum|tenaculum|trocars?|ports?|stitch(?:es)?|dressings?|wrap|gel|cream|ointment"
              + "|inhaler|powder|spray|insulin|carcinoma|lymphoma|tumor|sarcoma|esophagus|palsy|thyroiditis|contracture|deformity|cyst|ligament|canal|membrane|line|position|brace|collar|boots?|hoses?|stockings|monitor|pump|device|probe|electrode|lead|generator|filter|sheath|introducer|snare|basket|laser|microscope|camera|monitoring|therapy|treatment|diet|approach|repair|osteotomy|arthroplasty|hernia|fundoplication|bypass|shunt|flap|block|gauze|tape|glue|sealant|\\d+(?:\\.\\d+)? ?(?:mg|mcg|ml|mL|cc|g|units|%|mm|cm))(?![\\p{L}])");

  private NameContext() {}

  private static Set<String> words(String kind) {
    for (String line : Lexicon.lines("name-context.txt")) {
      if (line.startsWith(kind + ": ")) {
        return Set.of(line.substring(kind.length() + 2).split(" ", -1));
      }
    }
    throw new IllegalStateException("name-context.txt has no " + kind);
  }
}
