import CPSConfiguration
import CPSDiagnostics
import TestSupport
import Testing

@testable import CPSAuthServerCLI

#if PostgreSQL
  import CPSAuthPostgres
#endif

@Suite struct DatabaseSettingsTests {
  private func read(_ text: String) throws(CPSError) -> DatabaseSettings {
    let paths = PathResolver(configuration: "/etc/cpsauth/server.yaml")
    return try ConfigurationReader.read(Array("database: \(text)".utf8), named: "c.yaml") {
      reader throws(CPSError) in
      try DatabaseSettings(try reader.required("database"), paths)
    }
  }

  private func refusal(_ text: String) throws -> CPSError {
    do throws(CPSError) {
      _ = try read(text)
    } catch {
      return error
    }
    throw TestSupportError("accepted: \(text)")
  }

  @Test func `a text is the path of a file`() throws {
    #expect(try read("state.sqlite") == .file(path: "/etc/cpsauth/state.sqlite"))
    #expect(try read("/var/lib/a") == .file(path: "/var/lib/a"))
  }

  @Test(arguments: ["\"\"", "~", "[a]", "{}", "{file: a}", "{hosts: [/run/a]}"])
  func `half of it, and what is neither, is refused where it stands`(text: String) throws {
    let error = try refusal(text)
    #expect(error == CPSError(.configurationInvalid))
    #expect(error.values["place"]?.hasPrefix("c.yaml:1:") == true)
  }

  #if PostgreSQL
    @Test func `a section names a server`() throws {
      let server = try PostgreSQLServer(
        hosts: [.machine(name: "db.example"), .socket(directory: "/run/postgresql")], port: 5_433,
        database: "state", user: "service", authorities: "/etc/cpsauth/ca.pem",
        passwordFile: "/etc/cpsauth/password", connections: 3)
      let text = """
        {hosts: [db.example, /run/postgresql], port: 5433, name: state, user: service, authorities: ca.pem,
          password-file: password, connections: 3}
        """
      #expect(try read(text) == .server(server))
    }

    @Test func `what is left out is as usual`() throws {
      guard case .server(let server) = try read("{hosts: [/run/a], name: n, user: u}") else {
        throw TestSupportError("no server")
      }
      #expect(server.port == PostgreSQLServer.standardPort)
      #expect(server.connections == PostgreSQLServer.standardConnections)
      #expect(server.authorities == nil)
      #expect(server.passwordFile == nil)
    }

    @Test(arguments: [
      "{hosts: [], name: n, user: u}", "{hosts: /run/a, name: n, user: u}",
      "{hosts: [db.example], name: n, user: u}",
      "{hosts: [\"a,b\"], name: n, user: u, authorities: c}", "{hosts: [/run/a], port: 0, name: n, user: u}",
      "{hosts: [/run/a], port: 65536, name: n, user: u}", "{hosts: [/run/a], name: n}",
      "{hosts: [/run/a], user: u}",
      "{hosts: [/run/a], name: n, user: u, connections: 0}",
      "{hosts: [/run/a], name: n, user: u, connections: 65}",
      "{hosts: [/run/a], name: n, user: u, password: secret}",
      "{hosts: [/run/a], name: n, user: u, sslmode: disable}",
    ])
    func `a server that cannot be meant, and TLS that is turned off, are refused where they stand`(
      text: String
    ) throws {
      let error = try refusal(text)
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"]?.hasPrefix("c.yaml:1:") == true)
    }
  #else
    @Test func `a server that was built without PostgreSQL says so`() throws {
      let error = try refusal("{hosts: [/run/a], name: n, user: u}")
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["detail"]?.contains("PostgreSQL") == true)
    }
  #endif
}
