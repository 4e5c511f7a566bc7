internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSTrust

extension PolicyDemands {
  /// Reads what a rule asks for beside its holders.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let freshness = try reader.optional("freshness")?.duration(in: Self.freshnessRange)
    let presence = try reader.optional("presence")?.choice(of: PresenceDemand.self)
    let stepUp = try reader.optional("step-up")?.duration(in: Self.stepUpRange)
    let needsReason = try reader.optional("reason")?.boolean() ?? false
    let secondPerson = try reader.optional("second-person")?.section { section throws(CPSError) in
      let life = try section.required("within").duration(in: SecondPersonDemand.lifeRange)
      return SecondPersonDemand(card: try CardCondition(&section, evidence: [.proof]), life: life)
    }
    self.init(
      freshness: freshness, presence: presence, stepUp: stepUp, needsReason: needsReason,
      secondPerson: secondPerson)
  }
}
