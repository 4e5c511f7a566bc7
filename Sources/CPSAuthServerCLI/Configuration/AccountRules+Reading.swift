import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics
import CPSProof
import OpenSSLKit

extension AccountRules {
  /// Reads the section `accounts`; what is not said stays as in ``standard``.
  init(_ reader: inout ConfigurationReader, for environment: TrustEnvironment) throws(CPSError) {
    let passwordLife = try reader.optional("password-life")?.duration(in: Self.lifeRange)
    let dormancy = try reader.optional("blocked-after")?.duration(in: Self.lifeRange)
    let remembered = try reader.optional("remembered")?.integer(in: Self.rememberedRange)
    let ticketLife = try reader.optional("ticket")?.duration(in: Self.ticketRange)
    let codeLife = try reader.optional("code")?.duration(in: Self.codeRange)
    let attempts = try reader.optional("attempts")?.section { section throws(CPSError) in
      try AccountAttempts(&section)
    }
    let cost = try reader.optional("scrypt")?.section { section throws(CPSError) in
      try ScryptCost(&section, for: environment)
    }
    let parallel = try reader.optional("at-once")?.integer(in: Self.parallelRange)
    let queue = try reader.optional("queue")?.integer(in: Self.queueRange)
    try self.init(
      cost: cost ?? .standard, passwordLife: passwordLife, dormancy: dormancy, remembered: remembered,
      ticketLife: ticketLife, codeLife: codeLife, attempts: attempts ?? .standard, parallel: parallel,
      queue: queue)
  }
}

extension AccountAttempts {
  fileprivate init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let window = try reader.required("within").duration(in: Self.windowRange)
    let account = try reader.required("account").integer(in: Self.accountRange)
    let network = try reader.required("network").integer(in: Self.networkRange)
    try self.init(window: window, account: account, network: network)
  }
}

extension ScryptCost {
  /// Reads `log2-n`: less than that of ``standard`` is for the synthetic environment only, where tests cannot wait.
  fileprivate init(
    _ reader: inout ConfigurationReader, for environment: TrustEnvironment
  ) throws(CPSError) {
    let least = environment == .synthetic ? 1 : ScryptCost.standard.log2N
    try self.init(log2N: try reader.required("log2-n").integer(in: least...18))
  }
}
