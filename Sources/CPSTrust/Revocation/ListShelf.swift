internal import CPSDiagnostics
internal import CPSPrimitives
internal import FoundationEssentials
internal import OpenSSLKit

/// The revocation lists of a trust store: for each authority its complete list, the delta list over that, and
/// where the latest list stood that was ever taken in.
///
/// The note outlives the lists: neither a restart nor a file that is put back takes a service back to a list in which
/// a card was not yet revoked (attack case HN-13). It is written after the list, so that a process which is
/// killed between the two leaves a list that is ahead of its note, and not one that the note refuses.
struct ListShelf: Sendable {
  /// Where the lists lie.
  let folder: String
  /// Where the notes lie.
  let noteFolder: String

  /// Reads what is stored of an authority and judges it.
  ///
  /// - Parameter digests: of what is in use; when the files are the same there is nothing to judge.
  /// - Returns: nil when there is no complete list, or nothing but what is in use.
  /// - Throws: ``Diagnostic/revocationListRefused``, ``Diagnostic/revocationListMalformed``,
  ///   ``Diagnostic/inputMissing``.
  func lists(
    of authority: Authority, otherThan digests: Set<[UInt8]> = [], at moment: Timestamp
  ) throws(CPSError) -> ListInUse? {
    guard let complete = try bytes(.complete, of: authority) else { return nil }
    let delta = try bytes(.delta, of: authority)
    guard try digests != Set(Self.digests(of: complete, delta)) else { return nil }
    var lists = try ListInUse(AdmittedList(try RevocationList(der: complete), of: authority, at: moment))
    if let delta {
      let change = try AdmittedList(try RevocationList(der: delta), of: authority, at: moment)
      // One over an earlier list was left behind by a process that was killed; were it of any use, the note
      // would refuse the complete list without it.
      if change.base == lists.complete.position.number { lists = try lists.replaced(by: change) }
    }
    try check(lists, of: authority)
    return lists
  }

  /// The lists of an authority as they are stored, the complete one first; not judged.
  ///
  /// - Throws: ``Diagnostic/revocationListMalformed``, ``Diagnostic/inputMissing``.
  func stored(of authority: Authority) throws(CPSError) -> [RevocationList] {
    var lists: [RevocationList] = []
    for file in [File.complete, .delta] {
      if let bytes = try bytes(file, of: authority) { lists.append(try RevocationList(der: bytes)) }
    }
    return lists
  }

  /// Stores a list in place of the one before, or over it; who calls holds the store's lock.
  ///
  /// - Returns: the facts of what is stored of the authority now, and whether it was another before.
  /// - Throws: ``Diagnostic/revocationListRefused`` with everything left as it was;
  ///   ``Diagnostic/outputFailed``.
  func keep(
    _ list: RevocationList, of authority: Authority, at moment: Timestamp
  ) throws(CPSError) -> (facts: RevocationFacts, isNew: Bool) {
    let admitted = try AdmittedList(list, of: authority, at: moment)
    // A stored list that is itself refused by now keeps no newer one out; the note does.
    let present = try? lists(of: authority, at: moment)
    let next: ListInUse
    if let present { next = try present.replaced(by: admitted) } else { next = try ListInUse(admitted) }
    try check(next, of: authority)
    let isNew = next.digests != present?.digests
    if isNew { try write(list.der, .kind(of: list), of: authority) }
    if try latest(of: authority) != next.position { try note(next.position, of: authority) }
    if isNew, !list.isDelta { try? FileManager.default.removeItem(atPath: path(.delta, of: authority)) }
    return (next.facts(at: moment), isNew)
  }
}

extension ListShelf {
  private enum File: String {
    case complete = "crl"
    case delta = "delta.crl"
    case latest

    static func kind(of list: RevocationList) -> File { list.isDelta ? .delta : .complete }
  }

  private func place(_ file: File, of authority: Authority) -> (folder: String, name: String) {
    let key = Hexadecimal.encode(authority.keyIdentifier)
    return file == .latest ? (noteFolder, key) : (folder, "\(key).\(file.rawValue)")
  }

  private func path(_ file: File, of authority: Authority) -> String {
    let (folder, name) = place(file, of: authority)
    return "\(folder)/\(name)"
  }

  private func bytes(_ file: File, of authority: Authority) throws(CPSError) -> [UInt8]? {
    let path = path(file, of: authority)
    return FileManager.default.fileExists(atPath: path) ? try TrustFile.bytes(path) : nil
  }

  private static func digests(of files: [UInt8]?...) throws(CPSError) -> [[UInt8]] {
    var digests: [[UInt8]] = []
    for case let file? in files { digests.append(try Digest.sha256(file)) }
    return digests
  }

  private func check(_ lists: ListInUse, of authority: Authority) throws(CPSError) {
    guard let latest = try latest(of: authority), lists.position.isBehind(latest) else { return }
    throw AdmittedList.refusal(of: authority.commonName, "older than a list that was in use before")
  }

  /// The note, on one line: the number in hexadecimal, and the date.
  private func latest(of authority: Authority) throws(CPSError) -> ListPosition? {
    guard let bytes = try bytes(.latest, of: authority) else { return nil }
    let words =
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").first?.split(separator: " ") ?? []
    guard words.count == 2, let number = Hexadecimal.decode(String(words[0])),
      let thisUpdate = Timestamp(rfc3339: String(words[1]))
    else {
      throw AdmittedList.refusal(
        of: authority.commonName,
        "the note of the latest list cannot be read: \(path(.latest, of: authority))")
    }
    return ListPosition(number: Array(number.drop { $0 == 0 }), thisUpdate: thisUpdate)
  }

  private func note(_ position: ListPosition, of authority: Authority) throws(CPSError) {
    let line = "\(Hexadecimal.encode(position.number)) \(position.thisUpdate.rfc3339)\n"
    try write(Array(line.utf8), .latest, of: authority)
  }

  private func write(_ bytes: [UInt8], _ file: File, of authority: Authority) throws(CPSError) {
    let (folder, name) = place(file, of: authority)
    try DurableFile.replace(name, in: folder, with: bytes)
  }
}
