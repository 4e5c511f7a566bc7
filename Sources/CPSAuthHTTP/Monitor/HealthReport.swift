/// How a service stands, as a monitor or a load balancer reads it.
///
/// Says which part fails, never why: the reason is in the log.
struct HealthReport: Encodable {
  private enum Key: String, CodingKey {
    case schema, status, checks
  }

  private let standings: [String: HealthCheck.Standing]

  init(_ checks: [HealthCheck]) async {
    var standings: [String: HealthCheck.Standing] = [:]
    for check in checks { standings[check.name] = await check.standing() }
    self.standings = standings
  }

  /// The worst of all.
  var status: HealthCheck.Standing { standings.values.max() ?? .pass }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    try container.encode(status, forKey: .status)
    if !standings.isEmpty { try container.encode(standings, forKey: .checks) }
  }
}
