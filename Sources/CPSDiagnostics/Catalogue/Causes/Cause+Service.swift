/// Why the smart card service cannot be used.
extension Cause {
  /// Neither socket nor program; attack case HR-01.
  public static let daemonNotInstalled = Cause(
    "service.not-installed",
    Bilingual(
      fr: "Ni {socket} ni le programme pcscd n’existent sur ce poste.",
      en: "Neither {socket} nor the program pcscd is on this machine."),
    remedy: Bilingual(
      fr: "En administrateur : apt install pcscd libccid.",
      en: "As administrator: apt install pcscd libccid."))

  /// The program is there, its socket is not; attack case HR-01.
  public static let daemonNotStarted = Cause(
    "service.not-started",
    Bilingual(
      fr: "pcscd est installé ({program}) mais {socket} n’existe pas : rien ne l’a démarré.",
      en: "pcscd is installed ({program}) but {socket} does not exist: nothing has started it."),
    remedy: Bilingual(
      fr: "En administrateur : systemctl enable --now pcscd.socket.",
      en: "As administrator: systemctl enable --now pcscd.socket."))

  /// A socket that refuses connections; attack case HR-01.
  public static let socketDead = Cause(
    "service.socket-dead",
    Bilingual(
      fr: "{socket} existe mais personne n’y écoute : pcscd s’est arrêté brutalement.",
      en: "{socket} exists but nobody listens there: pcscd was ended without notice."),
    remedy: Bilingual(
      fr: "En administrateur : rm {socket}, puis systemctl restart pcscd.socket pcscd.service.",
      en: "As administrator: rm {socket}, then systemctl restart pcscd.socket pcscd.service."))

  /// Something else lies where the socket belongs; attack case HR-01.
  public static let socketIsAnotherFile = Cause(
    "service.socket-other-file",
    Bilingual(
      fr: "{socket} n’est pas une socket.",
      en: "{socket} is not a socket."),
    remedy: Bilingual(
      fr: "Vérifiez PCSCLITE_CSOCK_NAME, ou supprimez ce fichier et redémarrez pcscd.",
      en: "Check PCSCLITE_CSOCK_NAME, or remove this file and restart pcscd."))

  /// The file mode keeps this user out; attack case HR-04.
  public static let socketClosed = Cause(
    "service.socket-closed",
    Bilingual(
      fr: "Les droits de {socket} (mode {mode}) excluent cet utilisateur.",
      en: "The permissions of {socket} (mode {mode}) keep this user out."),
    remedy: Bilingual(
      fr: "En administrateur : chmod 666 {socket}, ou SocketMode=0666 dans pcscd.socket.",
      en: "As administrator: chmod 666 {socket}, or SocketMode=0666 in pcscd.socket."))

  /// The two halves of PC/SC lite are of different age; attack case HR-03.
  public static let versionsDiffer = Cause(
    "service.versions-differ",
    Bilingual(
      fr: "Paquet pcscd {daemon}, paquet libpcsclite1 {library} : ils ne parlent pas le même protocole.",
      en: "Package pcscd {daemon}, package libpcsclite1 {library}: they do not speak the same protocol."),
    remedy: Bilingual(
      fr: "Mettez les deux à la même version, puis systemctl restart pcscd.service.",
      en: "Bring both to the same version, then systemctl restart pcscd.service."))

  /// No rule lets a user outside an active session of this seat; attack case HR-04.
  public static let polkitRefuses = Cause(
    "service.polkit-refuses",
    Bilingual(
      fr:
        "Aucune règle polkit n’autorise l’utilisateur {user} ; c’est le cas hors d’une session locale active.",
      en: "No polkit rule admits the user {user}; so it is outside an active local session."),
    remedy: Bilingual(
      fr: "Dans /etc/polkit-1/rules.d/50-pcscd.rules : {rule}",
      en: "In /etc/polkit-1/rules.d/50-pcscd.rules: {rule}"))

  /// polkit cannot see who asks; attack case HR-04.
  public static let processesHidden = Cause(
    "service.processes-hidden",
    Bilingual(
      fr: "/proc est monté avec {option} : polkit ne voit pas quel programme demande l’accès.",
      en: "/proc is mounted with {option}: polkit cannot see which program asks."),
    remedy: Bilingual(
      fr: "Montez /proc sans hidepid, ou avec gid= le groupe de polkitd.",
      en: "Mount /proc without hidepid, or with gid= the group of polkitd."))

  /// The daemon of the host judges a process that it cannot see; attack case HR-04.
  public static let insideContainer = Cause(
    "service.inside-container",
    Bilingual(
      fr: "Ce programme tourne dans un conteneur ({marker}) : le polkit de l’hôte ne le connaît pas.",
      en: "This program runs in a container ({marker}): polkit of the host does not know it."),
    remedy: Bilingual(
      fr: "Démarrez pcscd de l’hôte avec --disable-polkit, ou lancez cpsauth sur l’hôte.",
      en: "Start pcscd of the host with --disable-polkit, or run cpsauth on the host."))

  static let serviceCauses: [Cause] = [
    .daemonNotInstalled, .daemonNotStarted, .socketDead, .socketIsAnotherFile, .socketClosed,
    .versionsDiffer, .polkitRefuses, .processesHidden, .insideContainer,
  ]
}
