public import CPSDiagnostics
internal import CPSPrimitives

extension PostgreSQLServer {
  /// How addresses begin (libpq, "Connection URIs").
  public static let schemes = ["postgresql://", "postgres://"]

  /// What may stand behind the question mark: names of libpq, and TLS only as it is anyway.
  private enum Parameter: String {
    case host, port, dbname, user, passfile, sslrootcert, sslmode
  }

  /// A database in libpq's own form, such as `postgresql://auditor@db1.internal,db2.internal/cpsauth?sslrootcert=ca.pem`
  /// or `postgresql:///cpsauth?host=/run/postgresql&user=auditor`.
  ///
  /// A password has no place in it, since command lines are seen by everybody: `passfile` names its file.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``; what was written is not repeated where a password might stand.
  public init(address: String, connections: Int = standardConnections) throws(CPSError) {
    guard let scheme = Self.schemes.first(where: address.hasPrefix) else {
      throw Self.refusal("an address that begins with postgresql://")
    }
    let halves = address.dropFirst(scheme.count).split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let places = halves[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    var parts = try Self.authority(places[0])
    if places.count > 1, !places[1].isEmpty { parts[.dbname] = try Self.decoded(places[1]) }
    for pair in halves.dropFirst().flatMap({ $0.split(separator: "&") }) {
      let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard words.count == 2, let name = Parameter(rawValue: String(words[0])) else {
        throw Self.refusal(
          "host, port, dbname, user, passfile or sslrootcert, not \(Self.shown(words[0]))")
      }
      guard parts[name] == nil else { throw Self.refusal("\(name.rawValue) once") }
      parts[name] = try Self.decoded(words[1])
    }
    try self.init(parts, connections)
  }

  private init(_ parts: [Parameter: String], _ connections: Int) throws(CPSError) {
    guard parts[.sslmode].map({ $0 == "verify-full" }) ?? true else {
      throw Self.refusal("sslmode=verify-full, or none, since it is so always")
    }
    guard let database = parts[.dbname], let user = parts[.user], let named = parts[.host] else {
      throw Self.refusal("a host, a database and a user")
    }
    let hosts = named.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.hasPrefix("/") ? Host.socket(directory: String(name)) : .machine(name: String(name))
    }
    // libpq takes a port for each host; those of one cluster share theirs.
    let ports = Set((parts[.port] ?? "").split(separator: ",").map(String.init))
    guard ports.count <= 1, let port = UInt16(ports.first ?? "\(Self.standardPort)") else {
      throw Self.refusal("one port from 1 to 65535")
    }
    try self.init(
      hosts: hosts, port: port, database: database, user: user, authorities: parts[.sslrootcert],
      passwordFile: parts[.passfile], connections: connections)
  }

  /// Reads `user@host:port,host`.
  private static func authority(_ text: Substring) throws(CPSError) -> [Parameter: String] {
    var parts: [Parameter: String] = [:]
    var hosts = text
    if let at = text.lastIndex(of: "@") {
      let user = text[..<at]
      guard !user.contains(":") else {
        throw refusal("no password here, where everybody sees it: its file, as passfile")
      }
      parts[.user] = try decoded(user)
      hosts = text[text.index(after: at)...]
    }
    guard !hosts.isEmpty else { return parts }
    var names: [String] = []
    var ports: [String] = []
    for host in hosts.split(separator: ",", omittingEmptySubsequences: false) {
      // In brackets stands an IPv6 address, whose colons begin no port (RFC 3986, clause 3.2.2).
      let end = host.lastIndex(of: "]").map(host.index(after:)) ?? host.startIndex
      let colon = host[end...].firstIndex(of: ":") ?? host.endIndex
      names.append(try decoded(host[..<colon]).filter { $0 != "[" && $0 != "]" })
      if colon < host.endIndex { ports.append(String(host[host.index(after: colon)...])) }
    }
    parts[.host] = names.joined(separator: ",")
    if !ports.isEmpty { parts[.port] = ports.joined(separator: ",") }
    return parts
  }

  /// The text behind percent signs (RFC 3986, clause 2.1).
  private static func decoded(_ text: Substring) throws(CPSError) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard let code = Hexadecimal.decode(String(decoding: digits, as: UTF8.self)), code.count == 1 else {
        throw refusal("two hexadecimal digits behind each %")
      }
      bytes += code
      rest = rest.dropFirst(2)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else { throw refusal("UTF-8") }
    return decoded
  }

  /// A name that stands in a refusal; one that may be a password does not.
  private static func shown(_ name: Substring) -> String {
    name == "password" ? "a password: passfile names its file" : "“\(PrintableText.escaped(String(name)))”"
  }
}
