public import CPSDiagnostics

/// What one derivation by scrypt costs in time and memory (RFC 7914, section 2).
public struct ScryptCost: Sendable, Hashable {
  /// The most memory that one derivation may take, in bytes: 512 MiB.
  public static let maximumMemory = 512 * 1_024 * 1_024

  /// The cost N = 2^17 with r = 8 and p = 1: 128 MiB, the least that is taken for real passwords.
  public static let standard = ScryptCost(checked: 17, 8, 1)

  /// The binary logarithm of N.
  public let log2N: Int
  /// The block size r.
  public let blockSize: Int
  /// The parallelization p.
  public let parallelization: Int

  /// A cost.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for parameters that RFC 7914, section 2 does not allow, or that
  ///   take more than ``maximumMemory``.
  public init(log2N: Int, blockSize: Int = 8, parallelization: Int = 1) throws(CPSError) {
    guard (1...24).contains(log2N), (1...32).contains(blockSize), (1...16).contains(parallelization),
      // N < 2^(128 * r / 8)
      log2N < 16 * blockSize,
      Self.memory(log2N, blockSize, parallelization) <= Self.maximumMemory
    else {
      throw CPSError(
        .configurationInvalid,
        ["place": "scrypt", "detail": "N = 2^\(log2N), r = \(blockSize), p = \(parallelization)"])
    }
    self.init(checked: log2N, blockSize, parallelization)
  }

  private init(checked log2N: Int, _ blockSize: Int, _ parallelization: Int) {
    self.log2N = log2N
    self.blockSize = blockSize
    self.parallelization = parallelization
  }

  /// The memory that a derivation takes, in bytes: the table of N blocks, and what stands beside it.
  public var memory: Int { Self.memory(log2N, blockSize, parallelization) }

  /// The number of block mixings, which the time is proportional to.
  public var work: Int { (1 << log2N) * blockSize * parallelization }

  private static func memory(_ log2N: Int, _ blockSize: Int, _ parallelization: Int) -> Int {
    128 * blockSize * ((1 << log2N) + 2 + parallelization)
  }
}

extension ScryptCost: Codable {
  private enum Key: String, CodingKey {
    case log2N = "n"
    case blockSize = "r"
    case parallelization = "p"
  }

  /// Reads the three parameters, refusing what ``init(log2N:blockSize:parallelization:)`` refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    try self.init(
      log2N: try container.decode(Int.self, forKey: .log2N),
      blockSize: try container.decode(Int.self, forKey: .blockSize),
      parallelization: try container.decode(Int.self, forKey: .parallelization))
  }

  /// Writes the three parameters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(log2N, forKey: .log2N)
    try container.encode(blockSize, forKey: .blockSize)
    try container.encode(parallelization, forKey: .parallelization)
  }
}
