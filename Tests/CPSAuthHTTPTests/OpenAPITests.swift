import CPSAuth
import CPSDiagnostics
import CPSProof
import Foundation
import HTTPTestSupport
import TestSupport
import Testing
import Yams

/// `docs/openapi.yaml` names the routes that there are, and no other; that the answers are of its form is tried by
/// schemathesis (CommandLineSystemTests).
@Suite struct OpenAPITests {
  private static let methods: Set = ["get", "post", "put", "delete", "patch"]

  private struct Operation: Hashable, CustomStringConvertible {
    let method: String
    let path: String
    var description: String { "\(method.uppercased()) \(path)" }
  }

  private let document: [String: Any]
  private let operations: [Operation]

  init() throws {
    let text = try String(contentsOfFile: PackageRoot.path("docs/openapi.yaml"), encoding: .utf8)
    document = try #require(try Yams.load(yaml: text) as? [String: Any])
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    operations = paths.flatMap { path, members in
      members.keys.filter(Self.methods.contains).map { Operation(method: $0, path: path) }
    }
  }

  @Test func `each operation of the file is a route`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    for operation in operations where paths[operation.path]?["x-configured"] == nil {
      let path = operation.path.replacing("{name}", with: "infopatient.lookup").replacing("{", with: "")
        .replacing("}", with: "")
      let isBack = ["/permits", "/health", "/metrics"].contains { path.hasPrefix($0) }
      let request = ServiceRequest(
        operation.method.uppercased(), service.audience, path,
        headers: ["X-CPSAuth-Proxy": TestService.backChannelSecret])
      let answer =
        isBack
        ? try await service.backChannel.send(request)
        : try await station.send(operation.method.uppercased(), path, "{}", token: token)
      #expect(answer.code != "request.address-unknown", "\(operation)")
    }
  }

  @Test func `each route of the sources is an operation of the file`() throws {
    let pattern = try Regex(
      #"(\w+)\.(get|post|put|delete|patch)\("([^"\\]+)""#,
      as: (Substring, Substring, Substring, Substring).self)
    var routes: Set<Operation> = []
    for target in ["CPSAuthHTTP", "CPSAuthSafeguardsHTTP", "InfopatientDemonstration"] {
      let folder = PackageRoot.path("Sources/\(target)")
      for file in try #require(FileManager.default.enumerator(atPath: folder)?.allObjects as? [String])
      where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        for match in text.matches(of: pattern) where match.1 != "parameters" {
          let parts = match.3.split(separator: "/").map {
            $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0)
          }
          routes.insert(Operation(method: String(match.2), path: "/" + parts.joined(separator: "/")))
        }
      }
    }
    #expect(routes.count > 8)
    #expect(routes.subtracting(operations).map(\.description).sorted() == [])
  }

  @Test func `every refusal of an operation is a problem, and 401, 429 and 503 say what would help`() throws {
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    for operation in operations where operation.path != "/health/ready" {
      let members = try #require(paths[operation.path]?[operation.method] as? [String: Any])
      let responses = try #require(members["responses"] as? [String: [String: Any]])
      for (status, response) in responses where (Int(status) ?? 0) >= 400 {
        let reference = response["$ref"] as? String
        let expected =
          switch (operation.path, status) {
          case ("/permits", _): "Forwarded"
          case (_, "401"): "Unauthorised"
          case (_, "429"), (_, "503"): "Wait"
          default: "Problem"
          }
        #expect(reference == "#/components/responses/\(expected)", "\(operation) \(status)")
      }
    }
  }

  @Test func `each code of the catalogue has the form that the file gives`() throws {
    let code = try Regex("^[a-z0-9.-]+$")
    for row in DiagnosticCatalogue.all { #expect(row.code.contains(code), "\(row.code)") }
  }
}
