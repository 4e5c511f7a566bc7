import CPSAuth
import CPSProof

/// A gated function that costs nothing itself.
enum BenchLookup: GatedFunction {
  static let name: FunctionName = "infopatient.lookup"
  typealias Subject = NIR
  static func disclosed(by answer: Bool) -> Set<String> { answer ? ["identity", "rights"] : [] }

  /// A number for each index, with a month that nobody was born in.
  static func subject(_ index: Int) throws -> NIR {
    let order = String(index % 1_000), commune = String(index / 1_000 % 1_000)
    let padded = [commune, order].map { String(repeating: "0", count: 3 - $0.count) + $0 }
    return try NIR("2551375" + padded.joined())
  }
}
