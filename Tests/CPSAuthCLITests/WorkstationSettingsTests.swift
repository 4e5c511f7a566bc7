import CPSDiagnostics
import CPSProof
import FoundationEssentials
import TestSupport
import Testing

@testable import CPSAuthCLI

@Suite struct WorkstationSettingsTests {
  private static let example = PackageRoot.path("docs/examples/cpsauth.yaml")

  @Test func `the example of the documentation is accepted`() throws {
    let settings = try WorkstationSettings(variables: [:], systemFile: Self.example)
    #expect(settings.server == "https://service.example")
    #expect(settings.effectiveEnvironment == .production)
    #expect(settings.wait == .seconds(60))
    #expect(settings.reader == nil)
  }

  @Test func `variables come before the user's file, and that before the system's`() throws {
    let home = try Workstation()
    try home.write("server: https://user.example\nreader: Mine\n", to: ".config/cpsauth/config.yaml")
    let variables = ["HOME": home.home.url.path, "CPSAUTH_READER": "Theirs"]
    let settings = try WorkstationSettings(variables: variables, systemFile: Self.example)
    #expect(settings.server == "https://user.example")
    #expect(settings.reader == "Theirs")
    #expect(settings.wait == .seconds(60))
  }

  @Test func `XDG_CONFIG_HOME takes the place of ~.config`() throws {
    let home = try Workstation()
    try home.write("environment: test\n", to: "elsewhere/cpsauth/config.yaml")
    let variables = ["HOME": "/nonexistent", "XDG_CONFIG_HOME": home.home.path("elsewhere")]
    let settings = try WorkstationSettings(variables: variables, systemFile: "/nonexistent")
    #expect(settings.effectiveEnvironment == .test)
  }

  @Test func `nothing said means production and no service`() throws {
    let settings = try WorkstationSettings(variables: ["CPSAUTH_SERVER": ""], systemFile: "/nonexistent")
    #expect(settings.effectiveEnvironment == .production)
    #expect(settings.server == nil)
  }

  @Test(arguments: [["CPSAUTH_ENVIRONMENT": "staging"], ["CPSAUTH_WAIT": "soon"], ["CPSAUTH_WAIT": "48h"]])
  func `a variable of another form is refused by its name`(variables: [String: String]) throws {
    let error = try #require(throws: CPSError.self) {
      _ = try WorkstationSettings(variables: variables, systemFile: "/nonexistent")
    }
    #expect(error.diagnostic == .configurationInvalid)
    #expect(error.values["place"] == variables.keys.first)
  }
}
