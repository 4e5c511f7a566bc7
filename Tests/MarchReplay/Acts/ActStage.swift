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
  /// Addresses that are nobody's (RFC 5737, and RFC 1918 where many networks are needed).
  private static let robotAddress = "203.0.113.19"
  private static let robotNetwork = "203.0.113.0/24"
  private static let neighbourAddress = "203.0.113.77"
  private static let victimAddress = "192.0.2.10"
  private static let otherAddress = "198.51.100.20"
  /// Where an owner of an account is: each in a network of their own.
  static func ownerAddress(_ place: Int) -> String { "172.16.\(place).10" }
  /// Where an agent of the help desk is.
  static func agentAddress(_ place: Int) -> String { "10.20.30.\(10 + place)" }

  private static let hours = 9
  /// The number on the secretary's card.
  private static let secretaryCard = "2698000301"

  /// The robot; nil until it comes, or where none does.
  private(set) var robot: Robot?
  /// What the card and the service said to a thief without the PIN; nil where there is none.
  private(set) var thief: RobotYield?
  /// Who calls the help desk for the robot; nil where nobody does.
  private(set) var accomplice: Accomplice?
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
  /// When the sentries look next; nil as long as nothing happened since they did.
  private var nextRound: Timestamp?
  /// How many codes had gone to mailboxes before the intrusion.
  private var codesBefore = 0
  private let stolenHand: CardHand?
  /// The physician of the practice, who declares the secretary's card.
  private let physician: CardHand

  /// The stage of an act.
  init(_ act: Act, at service: ReplayService, of world: ReplayWorld) throws(CPSError) {
    (self.act, self.service, self.world) = (act, service, world)
    let beginning = ReplayService.beginning
    intrusion = beginning
    // Where a network is banned, it is this practice's, too: whoever has a card is not to notice.
    let address = act.measures.contains(.bans) ? Self.neighbourAddress : Self.otherAddress
    let practice = try CardHand(
      try world.tree.issueCard(to: .physician, serial: "98000201"), of: service, from: address)
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
        from: address)
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

  /// What became of calls to the help desk; nil where nobody called.
  var callFigures: CallFigures? {
    guard var calls = accomplice?.calls else { return nil }
    calls.codesSent = (service.accounts?.codesSent ?? codesBefore) - codesBefore
    return calls
  }

  /// Plays the act to its end.
  mutating func play() async throws {
    if act.intrusion == .passwords {
      try await Eve(service: service, measures: act.measures, seed: world.parameters.seed).pass()
    }
    service.clock.advance(by: max(.zero, ReplayService.beginning - service.clock.now()))
    if act.intrusion == .nobody, act.measures.contains(.delegation) {
      let declared = try await physician.delegate(
        to: Self.secretaryCard, until: ReplayService.beginning + Self.span)
      guard declared.status == 200 else { throw CPSError(.internalFault, reason: declared.outcome) }
    }
    try await intrude()
    while let next = nextMoment, next < ReplayService.beginning + Self.span {
      service.clock.advance(by: max(.zero, next - service.clock.now()))
      try await proceed(at: service.clock.now())
    }
  }

  /// Everybody acts whose moment it is.
  private mutating func proceed(at now: Timestamp) async throws {
    for place in others.indices where others[place].nextMoment.map({ $0 <= now }) ?? false {
      try await others[place].attend()
    }
    if let moment = victim?.nextMoment, moment <= now { try await victim?.attend() }
    if robot == nil, let moment = theftMoment, moment <= now { try await steal() }
    if let moment = awareness, moment <= now { try await answer(at: now) }
    if let moment = accomplice?.nextMoment, moment <= now { try await accomplice?.call() }
    if let moment = robot?.nextMoment, moment <= now { try await work(at: now) }
    if let moment = nextRound, moment <= now {
      nextRound = nil
      try await service.sentries.round()
    } else if nextRound == nil, service.sentries.isThere {
      // Without anything new a round would find nothing: only those are played that may.
      nextRound = now + Sentries.rhythm
    }
  }

  private var nextMoment: Timestamp? {
    (others.map(\.nextMoment) + [
      victim?.nextMoment, awareness, accomplice?.nextMoment, robot?.nextMoment, nextRound,
      robot == nil ? theftMoment : nil,
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
    if !act.measures.isDisjoint(with: [.response, .bans]) {
      awareness = moment + .seconds(world.parameters.awareness)
    }
    if act.measures.contains(.telephone) {
      codesBefore = service.accounts?.codesSent ?? 0
      let agents = try AccountCredential.agents.enumerated().map { place, credential in
        try HelpDeskAgent(credential, of: service, from: Self.agentAddress(place))
      }
      accomplice = Accomplice(calling: agents, from: moment, seed: world.parameters.seed)
    }
    let hands = try AccountCredential.leaked.map { credential in
      let client = ReplayClient(of: service, from: Self.robotAddress, key: try .generateP256())
      return RobotHand(.password(credential, path: service.passwordPath), by: client, from: moment)
    }
    start(hands, at: moment)
  }

  /// What is done by those who became aware of the intrusion.
  private mutating func answer(at now: Timestamp) async throws {
    awareness = nil
    if act.measures.contains(.response) {
      try await service.accounts?.respond(to: AccountCredential.leaked)
    }
    try await service.sentries.ban(Self.robotNetwork, at: now)
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
