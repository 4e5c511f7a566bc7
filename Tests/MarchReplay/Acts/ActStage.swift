import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC

/// The people and the robot of one act, and the clock that they share.
struct ActStage: Sendable {
  /// For how long an act is looked at: one window of the longest quota.
  static let span: Duration = .seconds(86_400)
  /// How long after its log-in a session is stolen.
  static let theftDelay: Duration = .seconds(3_600)
  /// Addresses that are nobody's (RFC 5737).
  private static let robotAddress = "203.0.113.19"
  private static let victimAddress = "192.0.2.10"
  private static let otherAddress = "198.51.100.20"
  private static let hours = 9
  /// The number on the secretary's card.
  private static let secretaryCard = "2698000301"

  /// The robot; nil until it comes, or where none does.
  private(set) var robot: Robot?
  /// What the card and the service said to a thief without the PIN; nil where there is none.
  private(set) var thief: RobotYield?
  /// When the intrusion began.
  private(set) var intrusion: Timestamp
  /// People exposed over time.
  private(set) var course: [ExposurePoint] = []
  private let act: Act
  private let world: ReplayWorld
  private let service: ReplayService
  /// Whose means are not stolen.
  private var others: [Practice]
  /// Whose session or card the intruder uses.
  private var victim: Practice?
  /// When somebody answers the intrusion; nil for never, or when it is done.
  private var awareness: Timestamp?
  private let stolenHand: CardHand?
  /// The physician of the practice, who declares the secretary's card.
  private let physician: CardHand

  /// The stage of an act.
  init(_ act: Act, at service: ReplayService, of world: ReplayWorld) throws(CPSError) {
    (self.act, self.service, self.world) = (act, service, world)
    let beginning = ReplayService.beginning
    intrusion = beginning
    let practice = try CardHand(
      try world.tree.issueCard(to: .physician, serial: "98000201"), of: service, from: Self.otherAddress)
    var others = [
      Practice(
        practice, seeing: world.patients(act.patients, of: "practice"),
        from: beginning, hours: Self.hours)
    ]
    var victim: Practice?
    var stolen: CardHand?
    switch act.intrusion {
    case .token, .tokenAndKey, .unlockedCard:
      let hand = try CardHand(
        try world.tree.issueCard(to: .pharmacist, serial: "98000202"), of: service, from: Self.victimAddress)
      victim = Practice(
        hand, seeing: world.patients(act.patients, of: "victim"), from: beginning, hours: Self.hours)
      stolen = hand
    case .nobody:
      let secretary = try CardHand(
        try world.tree.issueStaffCard(serial: String(Self.secretaryCard.dropFirst(2))), of: service,
        from: Self.otherAddress)
      others.append(
        Practice(
          secretary, seeing: world.patients(act.patients, of: "practice"),
          from: beginning, hours: Self.hours))
    case .passwords, .cardWithoutPIN: break
    }
    (self.others, self.victim, stolenHand, physician) = (others, victim, stolen, practice)
  }

  /// Those whose means were not stolen, together.
  var othersDay: PracticeDay { others.map(\.day).reduce(PracticeDay(), +) }

  /// Whose session or card the intruder used.
  var victimDay: PracticeDay? { victim?.day }

  /// Plays the act to its end.
  mutating func play() async throws {
    if act.intrusion == .nobody, act.measures.contains(.delegation) {
      let declared = try await physician.delegate(
        to: Self.secretaryCard, until: ReplayService.beginning + Self.span)
      guard declared.status == 200 else { throw CPSError(.internalFault, reason: declared.outcome) }
    }
    try await intrude()
    while let next = nextMoment, next < ReplayService.beginning + Self.span {
      service.clock.advance(by: max(.zero, next - service.clock.now()))
      let now = service.clock.now()
      for place in others.indices where others[place].nextMoment.map({ $0 <= now }) ?? false {
        try await others[place].attend()
      }
      if let moment = victim?.nextMoment, moment <= now { try await victim?.attend() }
      if robot == nil, let moment = theftMoment, moment <= now { try await steal() }
      if let moment = awareness, moment <= now {
        awareness = nil
        try await service.accounts?.respond(to: LeakedCredential.all, at: now)
      }
      if let moment = robot?.nextMoment, moment <= now { try await work(at: now) }
    }
  }

  private var nextMoment: Timestamp? {
    (others.map(\.nextMoment) + [
      victim?.nextMoment, awareness, robot?.nextMoment, robot == nil ? theftMoment : nil,
    ])
    .compactMap(\.self).min()
  }

  private var theftMoment: Timestamp? {
    stolenHand == nil ? nil : ReplayService.beginning + Self.theftDelay
  }

  private var numbers: [InsuredNumber] {
    Array(world.list.numbers.prefix(max(1, world.list.numbers.count / act.part)))
  }

  /// What happens at the beginning: the robot logs in by passwords, or a thief tries a card.
  private mutating func intrude() async throws {
    let moment = ReplayService.beginning
    if act.intrusion == .cardWithoutPIN {
      let card = try world.tree.issueCard(to: .pharmacist, serial: "98000202")
      thief = try await CardThief(of: card, at: service, from: Self.robotAddress).work()
    }
    guard act.intrusion == .passwords else { return }
    if let accounts = service.accounts {
      let owners = ReplayClient(of: service, from: Self.victimAddress, key: try .generateP256())
      try await accounts.open(LeakedCredential.all, by: owners)
      if act.measures.contains(.renewal) { try await accounts.flag(LeakedCredential.all) }
      if act.measures.contains(.response) {
        awareness = moment + .seconds(world.parameters.awareness)
      }
    }
    let hands = try LeakedCredential.all.map { credential in
      let client = ReplayClient(of: service, from: Self.robotAddress, key: try .generateP256())
      return RobotHand(.password(credential, path: service.passwordPath), by: client, from: moment)
    }
    start(hands, at: moment)
  }

  private mutating func steal() async throws {
    guard let stolenHand else { return }
    let now = service.clock.now()
    let token = victim?.token ?? ""
    switch act.intrusion {
    case .token:
      let thief = ReplayClient(of: service, from: Self.robotAddress, key: try .generateP256())
      start([RobotHand(.token(token), by: thief, from: now)], at: now)
    case .tokenAndKey: start([RobotHand(.token(token), by: stolenHand.client, from: now)], at: now)
    case .unlockedCard:
      start([RobotHand(.unlockedCard(stolenHand), by: stolenHand.client, from: now)], at: now)
    case .passwords, .cardWithoutPIN, .nobody: break
    }
  }

  private mutating func start(_ hands: [RobotHand], at moment: Timestamp) {
    intrusion = moment
    course = [ExposurePoint(seconds: 0, people: 0)]
    robot = Robot(hands, trying: numbers, pace: world.parameters.pace, step: act.step)
  }

  private mutating func work(at now: Timestamp) async throws {
    try await robot?.work(at: now)
    let seconds = Int((now - intrusion).components.seconds) + act.step
    if let people = robot?.received.count, people != course.last?.people {
      course.append(ExposurePoint(seconds: seconds, people: people))
    }
  }
}
