public import CPSAuth

internal import CPSPrimitives
internal import CPSProof

/// Reads an audit log once, in order, and counts whom acts of a scope exposed.
///
/// What the log allows and gives no outcome for counts as exposed, and so does what failed: the service may have
/// answered before it ended (DESIGN.md, "The way of the data", 8). Only an act that found nobody exposes nobody.
/// Anybody who may read the log can count: persons stay pseudonyms here.
public struct ExposureTally: Sendable {
  /// An allowed act that waits for its outcome.
  private struct Act: Sendable {
    let pseudonym: SubjectPseudonym
    let moment: Timestamp
    let actor: Int
    let function: Int
  }

  let scope: ExposureScope
  private(set) var persons: [SubjectPseudonym: ExposedPerson] = [:]
  private(set) var fields = ExposedFields()
  private(set) var actors: [String] = []
  private var actorPlaces: [String: Int] = [:]
  private var functions: [String] = []
  private var functionPlaces: [String: Int] = [:]
  private var accessesByActor: [Int: Int] = [:]
  private var accessesByFunction: [Int: Int] = [:]
  private var pending: [Int64: Act] = [:]
  private var unnamed = 0
  /// The actors of the scope who did nothing yet.
  private var idle: Set<ExposureActor>
  private var beginning: Timestamp?
  private var isFromGenesis = false

  /// A tally that has read nothing yet.
  public init(of scope: ExposureScope) {
    self.scope = scope
    idle = scope.actors ?? []
  }

  /// Reads the next entry.
  public mutating func add(_ entry: AuditEntry) {
    if beginning == nil {
      beginning = entry.time
      isFromGenesis = entry.event.kind == .genesis
    }
    if let decision = entry.event.decision, entry.event.kind == .outcome {
      conclude(decision, entry.event)
    } else if scope.contains(entry) {
      begin(entry)
    }
  }

  /// What was found; whatever has no outcome yet counts.
  public func summary() -> ExposureSummary {
    let whole = completed()
    let fields = whole.persons.values.reduce(into: [String: Int]()) { counts, person in
      for name in whole.names(of: person) { counts[name, default: 0] += 1 }
    }
    return ExposureSummary(
      scope: scope, persons: whole.persons.count,
      uncertainPersons: whole.persons.values.count(where: \.isUncertain),
      accesses: whole.persons.values.reduce(0) { $0 + $1.accesses }, unnamedAccesses: whole.unnamed,
      personsByField: fields, accessesByActor: named(whole.accessesByActor, actors),
      accessesByFunction: named(whole.accessesByFunction, functions),
      idleActors: whole.idle.map(\.text).sorted(),
      first: whole.persons.values.map(\.first).min(), last: whole.persons.values.map(\.last).max(),
      isCovered: isFromGenesis || (beginning.map { $0 <= scope.from } ?? false))
  }

  /// The same with every act that waits counted.
  func completed() -> ExposureTally {
    var whole = self
    for (decision, act) in pending.sorted(by: { $0.key < $1.key }) {
      whole.expose(act, decision, ExposedPerson.unknownFields)
    }
    whole.pending = [:]
    return whole
  }

  /// The names of what was shown about somebody, the unknown ones apart.
  func names(of person: ExposedPerson) -> [String] { fields.names(of: person.fields) }

  private mutating func begin(_ entry: AuditEntry) {
    let actor = Self.place(ExposureActor.chief(of: entry.event.actor), &actors, &actorPlaces)
    let function = Self.place(entry.event.function?.rawValue ?? "?", &functions, &functionPlaces)
    if !idle.isEmpty { idle.subtract(ExposureActor.all(of: entry.event)) }
    guard let pseudonym = entry.event.subject, entry.event.function.map(HouseFunction.names.contains) != true
    else {
      // An act about nobody in particular, such as a list: it is told, and no person can be named for it.
      unnamed += 1
      accessesByActor[actor, default: 0] += 1
      accessesByFunction[function, default: 0] += 1
      return
    }
    pending[entry.sequence] = Act(
      pseudonym: pseudonym, moment: entry.time, actor: actor, function: function)
  }

  private mutating func conclude(_ decision: Int64, _ outcome: AuditEvent) {
    guard let act = pending.removeValue(forKey: decision), outcome.outcome != .notFound else { return }
    // What failed has shown what it had shown until then, which nobody knows.
    let shown =
      outcome.outcome == .found ? fields.bits(of: outcome.disclosed) : ExposedPerson.unknownFields
    expose(act, decision, shown)
  }

  private mutating func expose(_ act: Act, _ decision: Int64, _ shown: UInt64) {
    accessesByActor[act.actor, default: 0] += 1
    accessesByFunction[act.function, default: 0] += 1
    if persons[act.pseudonym]?.add(at: act.moment, fields: shown, by: act.actor) == nil {
      persons[act.pseudonym] = ExposedPerson(
        entry: decision, at: act.moment, fields: shown, by: act.actor)
    }
  }

  private static func place(_ name: String, _ names: inout [String], _ places: inout [String: Int]) -> Int {
    if let place = places[name] { return place }
    places[name] = names.count
    names.append(name)
    return names.count - 1
  }

  private func named(_ counts: [Int: Int], _ names: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { (names[$0.key], $0.value) })
  }
}
