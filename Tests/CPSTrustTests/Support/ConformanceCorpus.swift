import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport

@testable import CPSTrust

/// One corpus of `../shared/data/conformance`, and what the plain mode makes of it.
struct ConformanceCorpus {
  /// A case of the manifest.
  struct Case: Decodable {
    let id: String
    let leaf: String
    let roots: [String]
    let intermediates: [String]
    let crls: [String]
    let time: String?
    let policies: [String]
    let explicitPolicy: Bool?
    let inhibitMapping: Bool?
    let inhibitAny: Bool?
    let purpose: String
    let revocation: String
    let expected: String
    let need: String
  }

  /// The cases in which the verdict is not the expected one, by what that means.
  struct Differences: Equatable {
    var falseAccepts: [String] = []
    var falseRejects: [String] = []
    /// Refused where the manifest allows to be stricter.
    var tolerated: [String] = []
    var pedantic: [String] = []
  }

  let name: String
  let cases: [Case]
  /// What lies there compressed, by path.
  private let unpacked: [String: [UInt8]]

  init(_ name: String) async throws {
    self.name = name
    let manifest = String(
      decoding: try ReferenceData.bytes("conformance/\(name)/manifest.jsonl"), as: UTF8.self)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    cases = try manifest.split(separator: "\n").map { try decoder.decode(Case.self, from: Data($0.utf8)) }
    unpacked = try await Self.unpacked(in: name)
  }

  func differences() throws -> Differences {
    var found = Differences()
    for item in cases where item.need != "info" {
      let verdict = try verdict(on: item)
      guard verdict.isValid != (item.expected == "valid") else { continue }
      switch item.need {
      case "pedantic": found.pedantic.append(item.id)
      case _ where verdict.isValid: found.falseAccepts.append(item.id)
      case "must": found.falseRejects.append(item.id)
      default: found.tolerated.append(item.id)
      }
    }
    return found
  }

  /// Certificate data that cannot be read makes a chain invalid, as the command has it.
  func verdict(on item: Case) throws -> PlainVerdict {
    do throws(CPSError) {
      let verifier = PlainVerifier(
        roots: try certificates(item.roots), intermediates: try certificates(item.intermediates),
        revocationLists: try lists(item.crls))
      let leaf = try certificates([item.leaf])[0]
      return try verifier.verify(leaf, requiring: item.requirements, at: item.moment)
    } catch  where error.diagnostic != .cryptographyFailed {
      return PlainVerdict(chain: [], reasons: [PlainReason(.malformed, detail: error.description)])
    }
  }

  private func certificates(_ paths: [String]) throws(CPSError) -> [Certificate] {
    var all: [Certificate] = []
    for path in paths {
      let bytes = try bytes(path)
      all +=
        bytes.isPEM
        ? try Certificate.all(inPEM: String(decoding: bytes, as: UTF8.self)) : [try Certificate(der: bytes)]
    }
    return all
  }

  private func lists(_ paths: [String]) throws(CPSError) -> [RevocationList] {
    var all: [RevocationList] = []
    for path in paths {
      let bytes = try bytes(path)
      all +=
        bytes.isPEM
        ? try RevocationList.all(inPEM: String(decoding: bytes, as: UTF8.self))
        : [try RevocationList(der: bytes)]
    }
    return all
  }

  private static func unpacked(in name: String) async throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for file in try ReferenceData.names(in: "conformance/\(name)/data") where file.hasSuffix(".gz") {
      let path = ReferenceData.path("conformance/\(name)/data/\(file)")
      let text = try await ChildProcess.run("gzip", ["-dc", path]).output
      contents["data/\(file.dropLast(3))"] = Array(text.utf8)
    }
    return contents
  }

  private func bytes(_ path: String) throws(CPSError) -> [UInt8] {
    if let bytes = unpacked[path] { return bytes }
    do { return try ReferenceData.bytes("conformance/\(name)/\(path)") } catch {
      throw CPSError(.cryptographyFailed, ["detail": path])
    }
  }
}

extension ConformanceCorpus.Case {
  var requirements: PlainRequirements {
    PlainRequirements(
      purpose: purpose == "client" ? .client : .any, revocation: revocation == "require" ? .require : .none,
      policies: PolicyRequirements(
        accepted: Set(policies.map { ObjectIdentifier(stringLiteral: $0) }),
        requiresExplicitPolicy: explicitPolicy ?? false, inhibitsMapping: inhibitMapping ?? false,
        inhibitsAnyPolicy: inhibitAny ?? false))
  }

  /// To the second, as certificates are judged.
  var moment: Timestamp {
    let parts = (time ?? "2025-06-01T00:00:00Z").split(separator: ".")
    return CPSTrustTests.moment(parts.count == 2 ? "\(parts[0])Z" : String(parts[0]))
  }
}

extension [UInt8] {
  fileprivate var isPEM: Bool { starts(with: Array("-----BEGIN".utf8)) }
}
