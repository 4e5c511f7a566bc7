public import CPSAuth
internal import CPSDiagnostics
public import CPSPrimitives

/// Makes notices of log-ins, for holders who have a contact.
public struct LoginNotifier: Sendable {
  /// Older log-ins are no news: somebody who follows a long log for the first time tells nobody of last year.
  static let newsLife: Duration = .seconds(2 * 86_400)

  private let contacts: ContactBook
  private let outbox: NoticeOutbox
  private let digests: RecordBook<LoginDigest>
  private let store: any AuthStore
  private let zone: CivilZone
  private let clock: any WallClock

  /// A notifier.
  ///
  /// - Parameter zone: whose days and hours the notices name.
  public init(
    to contacts: ContactBook, through outbox: NoticeOutbox, in store: any AuthStore,
    sealedBy secret: ServiceSecret, zone: CivilZone, clock: any WallClock
  ) {
    self.contacts = contacts
    self.outbox = outbox
    self.store = store
    self.zone = zone
    self.clock = clock
    digests = Self.digests(in: store, sealedBy: secret)
  }

  static func digests(in store: any AuthStore, sealedBy secret: ServiceSecret) -> RecordBook<LoginDigest> {
    RecordBook("login-digest", in: store, sealedBy: secret)
  }

  /// The changes that tell holders of their log-ins: a notice at once, or a line for later.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``, ``Diagnostic/noticeContentInvalid``.
  func changes(telling news: [LoginNews]) async throws(CPSError) -> [RecordChange] {
    var changes: [RecordChange] = []
    var grouped: [HolderName: [LoginNews]] = [:]
    let edge = clock.now() - Self.newsLife
    for login in news where login.entry.time > edge {
      guard let contact = try await contacts.contact(of: login.holder), contact.choice != .off else {
        continue
      }
      if contact.choice == .each || login.isNetworkNew || login.isWorkstationNew {
        changes.append(try outbox.change(queueing: try notice(of: login, to: contact.address)))
      } else {
        grouped[login.holder, default: []].append(login)
      }
    }
    for (holder, logins) in grouped { changes += try await lines(of: logins, holder) }
    return changes
  }

  /// Sends what was grouped on days that are over.
  ///
  /// - Throws: as ``changes(telling:)``.
  func sendDigests() async throws(CPSError) {
    let today = zone.day(of: clock.now())
    try await digests.forEach { (entry) throws(CPSError) in
      guard entry.content.day < today, let holder = try? HolderName(entry.name) else { return }
      let changes = try await farewell(to: entry, of: holder)
      // Whoever was quicker has sent it.
      _ = try await store.apply(changes)
    }
  }

  /// The change that adds lines to a holder's digest; where that is of another day, it is sent first.
  private func lines(
    of logins: [LoginNews], _ holder: HolderName
  ) async throws(CPSError) -> [RecordChange] {
    let found = try await digests.entry(named: holder.text)
    guard let last = logins.last else { return [] }
    let day = zone.day(of: last.entry.time)
    var notices: [RecordChange] = []
    var digest = LoginDigest(day: day)
    if let former = found?.content {
      if former.day == day { digest = former } else { notices = try await notice(of: former, to: holder) }
    }
    for login in logins { digest.add(line(of: login)) }
    return notices + [try digests.change(found, of: holder.text, to: digest)]
  }

  private func farewell(
    to entry: RecordEntry<LoginDigest>, of holder: HolderName
  ) async throws(CPSError) -> [RecordChange] {
    try await notice(of: entry.content, to: holder) + [digests.change(entry, of: entry.name, to: nil)]
  }

  /// The notice of a digest; none for who has no contact any more, or wants none.
  private func notice(of digest: LoginDigest, to holder: HolderName) async throws(CPSError) -> [RecordChange]
  {
    guard let contact = try await contacts.contact(of: holder), contact.choice != .off else { return [] }
    func text(_ language: Language) -> String { digest.lines.map { $0[language] }.joined(separator: "\n") }
    let notice = try OutgoingNotice(
      to: contact.address, .loginDigest,
      [
        "day": NoticeValue(zone.text(ofDay: digest.day)), "count": NoticeValue(String(digest.count)),
        "logins": NoticeValue(fr: text(.french), en: text(.english)),
      ])
    return [try outbox.change(queueing: notice)]
  }

  private func notice(of login: LoginNews, to address: MailAddress) throws(CPSError) -> OutgoingNotice {
    try OutgoingNotice(
      to: address, .login,
      [
        "holder": NoticeValue(login.holder.text), "moment": moment(of: login), "means": Self.means(of: login),
        "network": Self.network(of: login), "workstation": Self.workstation(of: login),
        "remark": Self.remark(of: login),
      ])
  }

  private func line(of login: LoginNews) -> NoticeValue {
    let parts = [
      moment(of: login), Self.means(of: login), Self.network(of: login), Self.workstation(of: login),
    ]
    return NoticeValue(
      fr: "  " + parts.map(\.french).joined(separator: " · "),
      en: "  " + parts.map(\.english).joined(separator: " · "))
  }

  private func moment(of login: LoginNews) -> NoticeValue {
    NoticeValue("\(zone.text(of: login.entry.time)) (\(zone.rawValue))")
  }

  /// A card by its last four digits, which its holder reads on it.
  private static func means(of login: LoginNews) -> NoticeValue {
    guard let card = login.entry.event.actor?.cardNumber else {
      return NoticeValue(fr: "compte et mot de passe", en: "account and password")
    }
    return NoticeValue(fr: "carte …\(card.suffix(4))", en: "card …\(card.suffix(4))")
  }

  private static func network(of login: LoginNews) -> NoticeValue {
    login.entry.event.network.map { NoticeValue($0) } ?? NoticeValue(fr: "inconnu", en: "unknown")
  }

  private static func workstation(of login: LoginNews) -> NoticeValue {
    login.entry.event.workstation.map { NoticeValue(String($0.prefix(8))) }
      ?? NoticeValue(fr: "inconnu", en: "unknown")
  }

  private static func remark(of login: LoginNews) -> NoticeValue {
    switch (login.isNetworkNew, login.isWorkstationNew) {
    case (true, true):
      NoticeValue(fr: "réseau et poste jamais vus", en: "network and workstation never seen")
    case (true, false): NoticeValue(fr: "réseau jamais vu", en: "network never seen")
    case (false, true): NoticeValue(fr: "poste jamais vu", en: "workstation never seen")
    case (false, false): NoticeValue(fr: "réseau déjà connu", en: "network known already")
    }
  }
}
