import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics

extension TelephoneSettings {
  /// Reads `key`, `epoch`, `create`, `former`, `agents` and `failures-per-hour`.
  init(
    _ reader: inout ConfigurationReader, besides secrets: SecretSettings, _ paths: PathResolver
  ) throws(CPSError) {
    var taken = Set(secrets.all)
    key = try Self.path(try reader.required("key"), paths, &taken)
    epoch = try reader.required("epoch").string()
    isCreated = try reader.optional("create")?.boolean() ?? false
    former =
      try reader.optional("former")?.section { section throws(CPSError) in
        var keys: [FormerKey] = []
        for (epoch, value) in section.all() {
          keys.append(FormerKey(epoch: epoch, path: try Self.path(value, paths, &taken)))
        }
        return keys
      } ?? []
    let agents = reader.optional("agents")
    let burst =
      try reader.optional("failures-per-hour")?.integer(in: TelephoneLimits.range)
      ?? TelephoneLimits.standard.burstPerHour
    guard let agents else {
      limits = try TelephoneLimits.standard.alarming(at: burst)
      return
    }
    limits = try agents.section { section throws(CPSError) in
      try TelephoneLimits(&section, burstPerHour: burst, agents)
    }
  }

  private static func path(
    _ value: ConfigurationValue, _ paths: PathResolver, _ taken: inout Set<String>
  ) throws(CPSError) -> String {
    let path = paths.resolve(try value.string())
    guard taken.insert(path).inserted else {
      throw value.refusal("a file of its own: it is that of another secret")
    }
    return path
  }
}

extension TelephoneLimits {
  fileprivate init(
    _ reader: inout ConfigurationReader, burstPerHour: Int, _ section: ConfigurationValue
  ) throws(CPSError) {
    let standard = TelephoneLimits.standard
    func limit(_ value: ConfigurationValue?, _ other: Int) throws(CPSError) -> Int {
      guard let value else { return other }
      return try value.integer(in: TelephoneLimits.range)
    }
    let checksPerHour = try limit(reader.optional("checks-per-hour"), standard.checksPerHour)
    let checksPerDay = try limit(reader.optional("checks-per-day"), standard.checksPerDay)
    let failuresPerHour = try limit(reader.optional("failures-per-hour"), standard.failuresPerHour)
    let failuresPerDay = try limit(reader.optional("failures-per-day"), standard.failuresPerDay)
    guard checksPerHour <= checksPerDay, failuresPerHour <= failuresPerDay else {
      throw section.refusal("for a day not less than for an hour")
    }
    try self.init(
      checksPerHour: checksPerHour, checksPerDay: checksPerDay, failuresPerHour: failuresPerHour,
      failuresPerDay: failuresPerDay, burstPerHour: burstPerHour)
  }

  fileprivate func alarming(at burst: Int) throws(CPSError) -> TelephoneLimits {
    try TelephoneLimits(
      checksPerHour: checksPerHour, checksPerDay: checksPerDay, failuresPerHour: failuresPerHour,
      failuresPerDay: failuresPerDay, burstPerHour: burst)
  }
}
