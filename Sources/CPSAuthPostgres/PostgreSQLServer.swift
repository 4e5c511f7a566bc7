public import CPSDiagnostics

/// Where the database of a service is, and as whom to go there.
///
/// Over a network TLS is always on and the name is verified (libpq, "SSL Support", `sslmode=verify-full`): there is
/// no way to ask for less. A password is in a file of libpq's own form ("The Password File") that nobody else can
/// read; it never passes through here.
public struct PostgreSQLServer: Sendable, Hashable {
  /// A machine that may be the primary.
  public enum Host: Sendable, Hashable {
    /// This one: the folder of its Unix socket, such as `/run/postgresql`.
    case socket(directory: String)
    /// Another one, by the name in its TLS certificate.
    case machine(name: String)
  }

  /// The port of PostgreSQL, and the ending of the name of its Unix socket.
  public static let standardPort: UInt16 = 5_432
  /// The most machines.
  public static let maximumHosts = 8
  /// How many connections one process keeps where nobody says otherwise.
  public static let standardConnections = 8
  /// The most connections of one process.
  public static let maximumConnections = 64
  /// What refusals of ``init(hosts:port:database:user:authorities:passwordFile:connections:)`` name as their place.
  public static let place = "PostgreSQL"
  /// The longest name of a database or a user: `NAMEDATALEN` is 64 (PostgreSQL, "Identifiers and Key Words").
  private static let maximumNameLength = 63
  /// The longest name of a machine (RFC 1035, clause 2.3.4).
  private static let maximumHostLength = 253

  /// The machines, tried in this order; the one that accepts changes is used.
  public let hosts: [Host]
  /// The port of all of them.
  public let port: UInt16
  /// The name of the database.
  public let database: String
  /// The name of the role, which owns the tables.
  public let user: String
  /// The PEM file of the authorities of the machines' TLS certificates; nil where only sockets are used.
  public let authorities: String?
  /// The file of the password; nil where the server needs none, such as by the peer's name on a socket.
  public let passwordFile: String?
  /// How many connections one process keeps at most.
  public let connections: Int

  /// A database on a server.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for what cannot be meant: no machine, a machine without the
  ///   authorities of its certificate, a folder that is no absolute path, a name that is empty or too long.
  public init(
    hosts: [Host], port: UInt16 = standardPort, database: String, user: String, authorities: String? = nil,
    passwordFile: String? = nil, connections: Int = standardConnections
  ) throws(CPSError) {
    guard (1...Self.maximumHosts).contains(hosts.count) else {
      throw Self.refusal("1 to \(Self.maximumHosts) hosts")
    }
    for host in hosts { try Self.check(host, authorities) }
    guard port > 0 else { throw Self.refusal("a port from 1 to 65535") }
    for name in [database, user] {
      guard (1...Self.maximumNameLength).contains(name.utf8.count), !name.utf8.contains(0) else {
        throw Self.refusal(
          "a name of 1 to \(Self.maximumNameLength) bytes, not “\(PrintableText.escaped(name))”")
      }
    }
    guard (1...Self.maximumConnections).contains(connections) else {
      throw Self.refusal("1 to \(Self.maximumConnections) connections")
    }
    self.hosts = hosts
    self.port = port
    self.database = database
    self.user = user
    self.authorities = authorities
    self.passwordFile = passwordFile
    self.connections = connections
  }

  private static func check(_ host: Host, _ authorities: String?) throws(CPSError) {
    switch host {
    case .socket(let directory):
      // A comma would be two hosts to libpq.
      guard directory.hasPrefix("/"), !directory.contains(","), !directory.utf8.contains(0) else {
        throw refusal("the folder of a socket, absolute, not “\(PrintableText.escaped(directory))”")
      }
    case .machine(let name):
      let isName = name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"):
          true
        default: false
        }
      }
      guard isName, (1...maximumHostLength).contains(name.utf8.count) else {
        throw refusal("the name of a machine, not “\(PrintableText.escaped(name))”")
      }
      guard authorities != nil else {
        throw refusal("the authorities of the TLS certificate of \(name)")
      }
    }
  }

  static func refusal(_ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": place, "detail": "expected: \(detail)"])
  }
}
