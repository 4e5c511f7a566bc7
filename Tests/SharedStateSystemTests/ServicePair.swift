#if PostgreSQL
  import CPSDiagnostics
  import CPSPrimitives
  import CPSProof
  import CPSTransport
  import CPSTrust
  import Foundation
  import HTTPTestSupport
  import OpenSSLKit
  import SyntheticIGC
  import TestSupport

  /// Two processes of one service over one PostgreSQL database, as behind a balancer: one origin, two addresses.
  final class ServicePair: Sendable {
    /// What people and workstations use.
    let audience: Audience
    /// The folder of the Unix socket, and the name of the database.
    let database: (directory: String, name: String)
    /// The configuration of the first process.
    let configuration: String
    private let processes: [ChildProcess]
    private let addresses: [Audience]
    private let folder: TemporaryDirectory

    /// Starts both; each has opened the database when this returns.
    ///
    /// - Parameters:
    ///   - quotas: what the one rule says besides.
    ///   - recipients: to whom the log is sealed, in PEM files of these names.
    init(quotas: String = "", sealingTo recipients: [String: Certificate] = [:]) async throws {
      let machine = try await PrivatePostgreSQL.shared()
      database = (machine.directory, try await machine.makeDatabase())
      folder = try TemporaryDirectory()
      try Self.fill(folder)
      let ports = [try PortPair.free(), try PortPair.free()]
      addresses = try ports.map { try Audience("http://127.0.0.1:\($0)") }
      audience = addresses[0]
      configuration = folder.path("server-\(ports[0]).yaml")
      for (name, certificate) in recipients {
        let text = Data(certificate.der).base64EncodedString(options: .lineLength64Characters)
        try Data("-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n".utf8)
          .write(to: URL(filePath: folder.path(name)))
      }
      let sealing =
        recipients.isEmpty ? "" : "audit: {recipients: [\(recipients.keys.sorted().joined(separator: ", "))]}"
      var processes: [ChildProcess] = []
      for port in ports {
        let file = folder.path("server-\(port).yaml")
        try Data((Self.configuration(audience, port, database, quotas) + "\n\(sealing)\n").utf8)
          .write(to: URL(filePath: file))
        processes.append(
          try ChildProcess(
            try BuiltProduct.path("cpsauth-server"), ["--config", file, "--lang", "en", "--json"]))
        // One after the other: the first makes the secrets, and each opening begins an epoch.
        try await processes.last?.waitForOutput("\"listening\"", atMost: .seconds(60))
      }
      self.processes = processes
    }

    /// A workstation whose requests go to the first process, or to the second.
    func workstation(at place: Int, key: PrivateKey? = nil) throws -> TestWorkstation {
      try TestWorkstation(
        audience: audience, transport: LedTransport(to: addresses[place]), clock: SystemWallClock(), key: key)
    }

    /// The database as a command line names it.
    var address: String {
      "postgresql:///\(database.name)?host=\(database.directory)&user=\(PrivatePostgreSQL.user)"
    }

    /// Runs one of the commands beside both.
    func run(_ program: String, _ arguments: [String]) async throws -> ChildProcess.Completed {
      try await ChildProcess.run(
        BuiltProduct.path(program), arguments,
        environment: ["LC_ALL": "C.UTF-8", "HOME": folder.url.path, "PATH": "/usr/bin:/bin"])
    }

    /// Ends both in good order.
    func stop() async throws -> [ChildProcess.Outcome] {
      for process in processes { process.signal(SIGTERM) }
      var outcomes: [ChildProcess.Outcome] = []
      for process in processes { outcomes.append(try await process.wait()) }
      return outcomes
    }

    /// Kills one of them.
    func kill(_ place: Int) async throws {
      processes[place].signal(SIGKILL)
      _ = try await processes[place].wait()
    }

    /// A trust store with the authorities of the fixtures, and lists that are fresh.
    private static func fill(_ folder: TemporaryDirectory) throws {
      let moment = SystemWallClock().now()
      let source = PackageRoot.path("Fixtures/pki")
      let tree = try SyntheticTree.load(from: source)
      let pins = try TrustPins.synthetic(tree.authorities.map { Hexadecimal.encode($0.certificate.sha256) })
      let store = TrustDirectory(path: folder.path("trust"), pins: pins)
      for authority in tree.authorities {
        _ = try store.importItem(at: "\(source)/\(authority.role.fileName).cer", at: moment)
      }
      for (index, list) in try tree.issueRevocationLists(at: moment - .seconds(60), revoked: []).enumerated()
      {
        let file = folder.path("list-\(index).crl")
        try Data(list.der).write(to: URL(filePath: file))
        _ = try store.importItem(at: file, at: moment)
      }
    }

    private static func configuration(
      _ audience: Audience, _ port: UInt16, _ database: (directory: String, name: String), _ quotas: String
    ) -> String {
      """
      audience: \(audience.text)
      environment: synthetic
      listen: {address: 127.0.0.1:\(port)}
      database:
        hosts: [\(database.directory)]
        name: \(database.name)
        user: \(PrivatePostgreSQL.user)
        connections: 4
      secrets: {service: secrets/service, audit: secrets/audit, audit-epoch: test, create: true}
      trust: {directory: trust, pins-file: \(PackageRoot.path("Fixtures/pki/authorities.sha256"))}
      requests: {per-second: 1000, burst: 10000}
      policy:
        version: test
        rules:
          physicians: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [10, 21]\(quotas)}
      demonstration: true
      """
    }
  }

  /// Sends every request to one address, whatever origin it speaks of.
  private struct LedTransport: ServiceTransport {
    private let address: Audience
    private let transport: HTTPServiceTransport

    init(to address: Audience) throws {
      self.address = address
      transport = try HTTPServiceTransport(deadline: .seconds(60))
    }

    func send(_ request: ServiceRequest) async throws(CPSError) -> ServiceAnswer {
      try await transport.send(
        ServiceRequest(request.method, address, request.path, headers: request.headers, body: request.body))
    }
  }
#endif
