extension Diagnostic {
  /// The clock cannot be right: certificates would be judged at a moment that is not now.
  public static let clockWrong = Diagnostic(
    "workstation.clock-wrong", .error, exit: .configuration, http: 500,
    Bilingual(
      fr: "L’horloge de ce poste est fausse.",
      en: "The clock of this machine is wrong."),
    hint: Bilingual(
      fr: "Mettez ce poste à l’heure : les dates des certificats sont jugées par elle.",
      en: "Set the time: the dates of certificates are judged by it."))

  /// The clock may drift.
  public static let clockUnsynchronised = Diagnostic(
    "workstation.clock-unsynchronised", .notice, exit: .configuration, http: 500,
    Bilingual(
      fr: "L’horloge de ce poste n’est pas synchronisée.",
      en: "The clock of this machine is not synchronised."),
    hint: Bilingual(
      fr: "Activez la synchronisation de l’heure.",
      en: "Switch the synchronisation of time on."))

  /// Secrets cannot be kept off the swap device; attack case FT-05.
  public static let memoryNotLocked = Diagnostic(
    "workstation.memory-not-locked", .warning, exit: .configuration, http: 500,
    Bilingual(
      fr: "La mémoire des secrets ne peut pas être verrouillée.",
      en: "The memory of secrets cannot be locked."),
    hint: Bilingual(
      fr: "Augmentez la limite de mémoire verrouillée.",
      en: "Raise the limit of locked memory."))

  /// Programs of this session leave core files.
  public static let coreFilesEnabled = Diagnostic(
    "workstation.core-files", .notice, exit: .configuration, http: 500,
    Bilingual(
      fr: "Un logiciel de cette session qui s’arrête brutalement écrit sa mémoire dans un fichier.",
      en: "A program of this session that crashes writes its memory to a file."),
    hint: Bilingual(
      fr: "Interdisez les fichiers core sur un poste qui traite des données de santé.",
      en: "Forbid core files on a machine that handles health data."))

  /// French names would be shown wrongly; attack case FT-07.
  public static let localeUnreadable = Diagnostic(
    "workstation.locale", .warning, exit: .configuration, http: 500,
    Bilingual(
      fr: "Les lettres accentuées seront mal affichées.",
      en: "Accented letters will be shown wrongly."),
    hint: Bilingual(
      fr: "Choisissez une langue en UTF-8.",
      en: "Choose a locale in UTF-8."))

  /// What the PIN protects can be read though nobody has presented it here; attack cases HC-24, HC-25.
  public static let pinOpenToOthers = Diagnostic(
    "pin.open-to-others", .alarm, exit: .cardFault, http: 409,
    Bilingual(
      fr: "Le code porteur est déjà présenté : tout logiciel de ce poste peut se servir de la carte.",
      en: "The PIN is presented already: every program of this machine can use the card."),
    hint: Bilingual(
      fr:
        "Retirez la carte et remettez-la ; si cela revient aussitôt, la carte ou le lecteur garde cet état.",
      en: "Take the card out and insert it again; if it comes back at once, card or reader keeps this state.")
  )

  static let doctorFamily: [Diagnostic] = [
    .clockWrong, .clockUnsynchronised, .memoryNotLocked, .coreFilesEnabled, .localeUnreadable,
    .pinOpenToOthers,
  ]
}
