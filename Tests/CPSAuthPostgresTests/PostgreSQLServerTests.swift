import CPSDiagnostics
import Testing

@testable import CPSAuthPostgres

@Suite struct PostgreSQLServerTests {
  private let socket = PostgreSQLServer.Host.socket(directory: "/run/postgresql")

  private func parameters(
    _ server: PostgreSQLServer, isReadOnly: Bool = false
  ) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: server.parameters(
        for: server.hosts[0], limits: PostgreSQLLimits(), isReadOnly: isReadOnly))
  }

  @Test func `over a network the name is verified, whatever the environment says`() throws {
    let server = try PostgreSQLServer(
      hosts: [.machine(name: "db.example")], database: "d", user: "u", authorities: "/etc/ca.pem",
      passwordFile: "/etc/password")
    let parameters = parameters(server)
    #expect(parameters["host"] == "db.example")
    #expect(parameters["sslmode"] == "verify-full")
    #expect(parameters["sslrootcert"] == "/etc/ca.pem")
    #expect(parameters["passfile"] == "/etc/password")
    #expect(parameters["password"] == nil)
  }

  @Test func `what safety rests on is said with every connection`() throws {
    let settings = try #require(
      parameters(try PostgreSQLServer(hosts: [socket], database: "d", user: "u"))["options"])
    #expect(settings.contains("-c search_path=cpsauth "))
    #expect(settings.contains("-c default_transaction_isolation=read\\ committed "))
    #expect(settings.contains("-c default_transaction_read_only=off "))
    let reading = parameters(
      try PostgreSQLServer(hosts: [socket], database: "d", user: "u"), isReadOnly: true)["options"]
    #expect(try #require(reading).contains("-c default_transaction_read_only=on "))
  }

  @Test(arguments: [
    "", "run/postgresql", "/run/a,/run/b", "/run/\0",
  ])
  func `a folder that is none is refused`(directory: String) {
    #expect(throws: CPSError(.configurationInvalid)) {
      _ = try PostgreSQLServer(hosts: [.socket(directory: directory)], database: "d", user: "u")
    }
  }

  @Test(arguments: ["", "a,b", "a b", "/tmp", "é.example", String(repeating: "a", count: 254)])
  func `a machine that is none is refused`(name: String) {
    #expect(throws: CPSError(.configurationInvalid)) {
      _ = try PostgreSQLServer(
        hosts: [.machine(name: name)], database: "d", user: "u", authorities: "/etc/ca.pem")
    }
  }

  @Test func `a machine without the authorities of its certificate is refused`() {
    #expect(throws: CPSError(.configurationInvalid)) {
      _ = try PostgreSQLServer(hosts: [socket, .machine(name: "db.example")], database: "d", user: "u")
    }
  }

  @Test(arguments: ["", "a\0", String(repeating: "a", count: 64)])
  func `a name that PostgreSQL would shorten or not have is refused`(name: String) {
    #expect(throws: CPSError(.configurationInvalid)) {
      _ = try PostgreSQLServer(hosts: [socket], database: name, user: "u")
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      _ = try PostgreSQLServer(hosts: [socket], database: "d", user: name)
    }
  }

  @Test func `figures out of bounds are refused`() {
    for connections in [0, 65] {
      #expect(throws: CPSError(.configurationInvalid)) {
        _ = try PostgreSQLServer(hosts: [socket], database: "d", user: "u", connections: connections)
      }
    }
    for hosts in [[], [PostgreSQLServer.Host](repeating: socket, count: 9)] {
      #expect(throws: CPSError(.configurationInvalid)) {
        _ = try PostgreSQLServer(hosts: hosts, database: "d", user: "u")
      }
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      _ = try PostgreSQLServer(hosts: [socket], port: 0, database: "d", user: "u")
    }
  }
}
