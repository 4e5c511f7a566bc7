/// Why a workstation is not fit for a login, or less than it should be.
extension Cause {
  /// No variable, or no absolute path in it.
  public static let runtimeDirectoryUnset = Cause(
    "runtime-directory.unset",
    Bilingual(
      fr: "XDG_RUNTIME_DIR n’est pas défini, ou n’est pas un chemin absolu.",
      en: "XDG_RUNTIME_DIR is not set, or not an absolute path."),
    remedy: Bilingual(
      fr: "Ouvrez une vraie session (pas su) ; sinon désignez un répertoire privé, en mode 700.",
      en: "Open a real session (not su); else name a private directory, of mode 700."))

  /// The directory is not there.
  public static let runtimeDirectoryAbsent = Cause(
    "runtime-directory.absent",
    Bilingual(
      fr: "{path} n’existe pas ou n’est pas un répertoire.",
      en: "{path} does not exist or is not a directory."),
    remedy: Bilingual(
      fr: "En administrateur : loginctl enable-linger {user}, ou ouvrez une session.",
      en: "As administrator: loginctl enable-linger {user}, or open a session."))

  /// Others could exchange what lies there.
  public static let placeOpenToOthers = Cause(
    "agent.place-open",
    Bilingual(
      fr: "{path} appartient à l’utilisateur numéro {owner}, en mode {mode}.",
      en: "{path} belongs to the user number {owner}, with mode {mode}."),
    remedy: Bilingual(
      fr: "Il doit être à vous seul : chmod 700 {path}, ou supprimez-le s’il n’est pas à vous.",
      en: "It must be yours alone: chmod 700 {path}, or remove it if it is not yours."))

  /// A file or a link in the place of the agent's directory or socket.
  public static let placeTaken = Cause(
    "agent.place-taken",
    Bilingual(
      fr: "{path} n’est pas ce que l’agent y met : un fichier ou un lien est à cette place.",
      en: "{path} is not what the agent puts there: a file or a link is in its place."),
    remedy: Bilingual(
      fr: "Supprimez-le après avoir regardé d’où il vient.",
      en: "Remove it after you have looked where it comes from."))

  /// RLIMIT_MEMLOCK; attack case FT-05.
  public static let memoryNotLockable = Cause(
    "memory.not-lockable",
    Bilingual(
      fr:
        "La limite de mémoire verrouillée est de {limit} octets : un secret pourrait être écrit sur le disque.",
      en: "The limit of locked memory is {limit} bytes: a secret could be written to the swap device."),
    remedy: Bilingual(
      fr: "Dans /etc/security/limits.conf : * - memlock 64 (kio), ou chiffrez l’espace d’échange.",
      en: "In /etc/security/limits.conf: * - memlock 64 (KiB), or encrypt the swap device."))

  /// RLIMIT_CORE.
  public static let coreFilesWritten = Cause(
    "memory.core-files",
    Bilingual(
      fr: "Limite des fichiers core : {limit} ; destination : {pattern}.",
      en: "Limit of core files: {limit}; destination: {pattern}."),
    remedy: Bilingual(
      fr: "ulimit -c 0 pour cette session ; l’agent et les secrets de cpsauth en sont exclus de toute façon.",
      en: "ulimit -c 0 for this session; cpsauth keeps its agent and its secrets out of them in any case."))

  /// The clock shows a time before this very program was installed.
  public static let clockBehind = Cause(
    "clock.behind",
    Bilingual(
      fr: "L’horloge indique {now}, avant l’installation de ce logiciel ({installed}).",
      en: "The clock shows {now}, before this software was installed ({installed})."),
    remedy: Bilingual(
      fr:
        "En administrateur : timedatectl set-ntp true, ou réglez l’heure et changez la pile de la carte mère.",
      en: "As administrator: timedatectl set-ntp true, or set the time and change the board's battery."))

  /// The clock shows a time long after.
  public static let clockAhead = Cause(
    "clock.ahead",
    Bilingual(
      fr: "L’horloge indique {now}, plus de dix ans après l’installation de ce logiciel ({installed}).",
      en: "The clock shows {now}, more than ten years after this software was installed ({installed})."),
    remedy: Bilingual(
      fr: "En administrateur : timedatectl set-ntp true, ou réglez l’heure.",
      en: "As administrator: timedatectl set-ntp true, or set the time."))

  /// The service that should set the clock has not done so.
  public static let clockUnsynchronised = Cause(
    "clock.unsynchronised",
    Bilingual(
      fr: "L’horloge indique {now} ; systemd-timesyncd ne l’a pas mise à l’heure depuis le démarrage.",
      en: "The clock shows {now}; systemd-timesyncd has not set it since the machine was started."),
    remedy: Bilingual(
      fr: "En administrateur : timedatectl set-ntp true.",
      en: "As administrator: timedatectl set-ntp true."))

  /// Another character set than UTF-8; attack case FT-07.
  public static let localeNotUTF8 = Cause(
    "locale.not-utf-8",
    Bilingual(
      fr: "{variable} vaut « {value} », qui n’est pas en UTF-8.",
      en: "{variable} is “{value}”, which is not UTF-8."),
    remedy: Bilingual(
      fr: "export LANG=fr_FR.UTF-8, ou C.UTF-8.",
      en: "export LANG=en_GB.UTF-8, or C.UTF-8."))

  /// Nobody can type a PIN here; attack case FT-05.
  public static let terminalAbsent = Cause(
    "terminal.absent",
    Bilingual(
      fr: "Ce processus n’a pas de terminal (/dev/tty).",
      en: "This process has no terminal (/dev/tty)."),
    remedy: Bilingual(
      fr: "Lancez cpsauth dans un terminal ; un script donne le code par --pin-fd.",
      en: "Run cpsauth in a terminal; a script hands the PIN over by --pin-fd."))

  static let workstationCauses: [Cause] = [
    .runtimeDirectoryUnset, .runtimeDirectoryAbsent, .placeOpenToOthers, .placeTaken, .memoryNotLockable,
    .coreFilesWritten, .clockBehind, .clockAhead, .clockUnsynchronised, .localeNotUTF8, .terminalAbsent,
  ]
}
