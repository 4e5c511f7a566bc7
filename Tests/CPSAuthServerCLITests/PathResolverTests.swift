import Testing

@testable import CPSAuthServerCLI

@Suite struct PathResolverTests {
  @Test func `relative paths begin at the folder of the configuration`() {
    let paths = PathResolver(configuration: "/etc/cpsauth/server.yaml", credentials: nil)
    #expect(paths.resolve("state/db") == "/etc/cpsauth/state/db")
    #expect(paths.resolve("/var/db") == "/var/db")
    #expect(PathResolver(configuration: "server.yaml", credentials: nil).resolve("db") == "db")
  }

  @Test func `a credential lies where systemd shows it`() {
    let paths = PathResolver(
      configuration: "/etc/cpsauth/server.yaml", credentials: "/run/credentials/cpsauth")
    #expect(paths.resolve("credential:service") == "/run/credentials/cpsauth/service")
  }

  @Test(arguments: ["credential:", "credential:..", "credential:.", "credential:../shadow", "credential:a/b"])
  func `a credential is a name, and no way elsewhere`(text: String) {
    let paths = PathResolver(
      configuration: "/etc/cpsauth/server.yaml", credentials: "/run/credentials/cpsauth")
    #expect(paths.resolve(text) == text)
    #expect(PathResolver(configuration: "/a", credentials: nil).resolve("credential:x") == "credential:x")
  }
}
