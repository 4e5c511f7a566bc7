import CPSConfiguration
import CPSDiagnostics
import CPSProof
import CPSTrust

extension ListSettings {
  init(
    _ reader: inout ConfigurationReader, of environment: TrustEnvironment, _ paths: PathResolver
  ) throws(CPSError) {
    let official = reader.optional("official")
    isOfficial = try official?.boolean() ?? false
    if isOfficial, environment == .synthetic, let official {
      throw official.refusal("the synthetic environment has no official addresses")
    }
    var hosts: Set<String> = []
    for value in try reader.optional("hosts")?.list() ?? [] {
      hosts.insert(try value.parsed(Self.host))
    }
    self.hosts = hosts
    let allowed = isOfficial ? hosts.union([OfficialPublication.host]) : hosts
    addresses =
      try reader.optional("addresses")?.section { section throws(CPSError) in
        try Self.addresses(&section, on: allowed)
      } ?? [:]
    inbox = try reader.optional("inbox").map { value throws(CPSError) in paths.resolve(try value.string()) }
    let deadline = reader.optional("deadline")
    let size = reader.optional("maximum-size")
    limits = try RefreshLimits(
      within: try deadline?.duration(in: .seconds(1)...RefreshLimits.longestDeadline)
        ?? RefreshLimits.standard.deadline,
      upTo: try size?.integer(in: RefreshLimits.shortestList...RefreshLimits.longestList)
        ?? RefreshLimits.standard.maximumLength)
  }

  private static func addresses(
    _ reader: inout ConfigurationReader, on hosts: Set<String>
  ) throws(CPSError) -> [String: [PublicationAddress]] {
    var addresses: [String: [PublicationAddress]] = [:]
    for (authority, value) in reader.all() {
      for element in try value.list() {
        let address = try element.parsed { text throws(CPSError) in try PublicationAddress(text) }
        guard hosts.contains(address.host) else {
          throw element.refusal("\(address.host) is not among the hosts")
        }
        addresses[authority, default: []].append(address)
      }
    }
    return addresses
  }

  /// A host as an address of it has it.
  private static func host(_ text: String) throws(CPSError) -> String {
    let address = try PublicationAddress("http://\(text)/host")
    guard address.text == "http://\(address.host)/host" else {
      throw CPSError(
        .publicationAddressRefused, ["address": text, "detail": "a host is expected, without a port"])
    }
    return address.host
  }
}
