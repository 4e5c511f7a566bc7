internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

extension PolicyCase {
  /// Any moment, where the case names none: ages are told, and only rules with an end depend on it.
  private static let anyMoment = Timestamp(secondsSince1970: 1_800_000_000)
  private static let ageRange: ClosedRange<Duration> = .zero...(.seconds(86_400))

  private enum Verdict: String, CaseIterable {
    case allow, deny
  }

  /// Reads what stands behind a case's name.
  init(_ name: String, _ value: ConfigurationValue) throws(CPSError) {
    self = try value.section { reader throws(CPSError) in
      let functionValue = try reader.required("function")
      guard let function = FunctionName(rawValue: try functionValue.string()) else {
        throw functionValue.refusal("malformed function name")
      }
      return PolicyCase(
        name: name, function: function, request: try Self.request(&reader, value),
        expectation: try Self.expectation(&reader))
    }
  }

  private static func request(
    _ reader: inout ConfigurationReader, _ place: ConfigurationValue
  ) throws(CPSError) -> PolicyRequest {
    let caller = try caller(&reader, place)
    let moment = try reader.optional("at")?.moment() ?? anyMoment
    let presence = try reader.optional("presence")?.choice(of: PresenceKind.self)
    let reason = try reader.optional("reason")?.parsed { text throws(CPSError) in try AccessReason(text) }
    let isBreakGlass = try reader.optional("break-glass")?.boolean() ?? false
    let approval = try reader.optional("second-person")?.section { section throws(CPSError) in
      PolicyApproval(
        approver: try PolicyCard(&section, standing: FictitiousCaller.secondPerson),
        at: try age("age", before: moment, &section) ?? moment)
    }
    let delegation = try reader.optional("delegation")?.section { section throws(CPSError) in
      let left = try section.optional("left")?.duration(in: ageRange) ?? .seconds(1)
      return PolicyDelegation(
        by: try PolicyCard(&section, standing: FictitiousCaller.delegator), reference: "case",
        until: moment + left)
    }
    return PolicyRequest(
      caller: caller, moment: moment, authenticatedAt: try age("pin", before: moment, &reader),
      confirmedAt: try age("step-up", before: moment, &reader),
      presence: presence.map { PresenceLease(kind: $0, until: moment + .seconds(1)) },
      circumstances: Circumstances(reason: reason, isBreakGlass: isBreakGlass), approval: approval,
      delegation: delegation)
  }

  private static func caller(
    _ reader: inout ConfigurationReader, _ place: ConfigurationValue
  ) throws(CPSError) -> PolicyCaller {
    switch (reader.optional("card"), reader.optional("account")) {
    case (let card?, nil):
      return .card(
        try card.section { section throws(CPSError) in
          try PolicyCard(&section, standing: FictitiousCaller.first)
        })
    case (nil, let account?):
      return .account(try account.parsed { text throws(CPSError) in try AccountName(text) })
    case (nil, nil), (_?, _?): throw place.refusal("either card or account is expected")
    }
  }

  private static func expectation(_ reader: inout ConfigurationReader) throws(CPSError) -> Expectation {
    let verdict: Verdict = try reader.required("expect").choice()
    let rule = try reader.optional("rule")?.string()
    var missing: Set<String>?
    if let list = reader.optional("missing") {
      missing = []
      for value in try list.list() {
        let name = try value.string()
        guard PolicyRequirement.names.contains(name) else {
          throw value.refusal("one of \(PolicyRequirement.names.joined(separator: ", ")) is expected")
        }
        missing?.insert(name)
      }
    }
    return Expectation(isAllowed: verdict == .allow, rule: rule, missing: missing)
  }

  /// The moment that lies so long before the call.
  private static func age(
    _ key: String, before moment: Timestamp, _ reader: inout ConfigurationReader
  ) throws(CPSError) -> Timestamp? {
    try reader.optional(key).map { value throws(CPSError) in moment - (try value.duration(in: ageRange)) }
  }
}
