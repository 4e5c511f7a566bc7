import Foundation
import TestSupport
import Testing

@Suite struct TrustCommandTests {
  private static let productionFolder = PackageRoot.url
    .deletingLastPathComponent().appending(path: "shared/data/igc/prod-ca").path

  private static var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: productionFolder)) ?? [])
      .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") }.sorted()
  }

  @Test func `list names the nine authorities of production, absent at first`() async throws {
    let result = try await Workstation().run("trust", "list", "--json")
    #expect(result.status == 78)
    #expect(result.objects.count == 9 + 1)
    #expect(result.objects.dropLast().allSatisfy { $0.contains(#""present":false"#) })
  }

  @Test func `the synthetic tree is taken in with its own list, and by no other`() async throws {
    let workstation = try Workstation(["CPSAUTH_ENVIRONMENT": "synthetic"])
    let authority = PackageRoot.path("Fixtures/pki/ACR-FO.cer")
    let pins = PackageRoot.path("Fixtures/pki/authorities.sha256")
    let taken = try await workstation.run("trust", "import", authority, "--pins", pins, "--json")
    #expect(taken.status == 0)
    #expect(taken.output.contains(#""imported":"authority""#))
    let listed = try await workstation.run("trust", "list", "--pins", pins, "--json")
    #expect(listed.objects.count { $0.contains(#""present":true"#) } == 1)
    let production = try await workstation.run("trust", "import", authority, "--environment", "production")
    #expect(production.status == 32)
  }

  @Test func `outside production nothing is taken in without a list`() async throws {
    let workstation = try Workstation(["CPSAUTH_ENVIRONMENT": "synthetic"])
    let authority = PackageRoot.path("Fixtures/pki/ACR-FO.cer")
    let refused = try await workstation.run("trust", "import", authority, "--json")
    #expect(refused.status == 64)
    #expect(refused.output.contains("trust.pins-missing"))
  }

  @Test(.enabled(if: !files.isEmpty, "the real authorities are not on this machine"))
  func `each real authority is accepted, and refused with one byte changed`() async throws {
    let workstation = try Workstation()
    let folder = Self.productionFolder
    let all = try await workstation.run("trust", "import", folder, "--json")
    #expect(all.objects.count { $0.contains(#""imported":"authority""#) } == 9)
    let stranger = try Workstation()
    for name in Self.files {
      let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
      for position in [bytes.count / 2, bytes.count - 1] {
        var changed = bytes
        changed[position] ^= 1
        try changed.write(to: URL(filePath: stranger.home.path("changed")))
        let refused = try await stranger.run("trust", "import", stranger.home.path("changed"), "--json")
        // Where the change breaks the encoding, it is refused before the fingerprint is looked at.
        #expect(refused.status == 32 || refused.status == 65, "\(name), byte \(position)")
        if position == bytes.count - 1 { #expect(refused.output.contains("trust.not-pinned"), "\(name)") }
      }
    }
    let kept = try await stranger.run("trust", "list", "--json")
    #expect(kept.objects.count { $0.contains(#""present":false"#) } == 9)
  }
}
