internal import COpenSSL
internal import CPSDiagnostics

/// The textual encodings of RFC 7468.
enum PEM {
  static let privateKeyLabel = "PRIVATE KEY"
  static let publicKeyLabel = "PUBLIC KEY"
  static let certificateLabel = "CERTIFICATE"
  static let revocationListLabel = "X509 CRL"
  static let pkcs7Label = "PKCS7"
  static let messageLabel = "CMS"

  /// The blocks of a text in their order; text between them is passed over, as RFC 7468, clause 2 allows.
  static func blocks(in text: String) -> [(label: String, contents: [UInt8])] {
    let bytes = Array(text.utf8)
    guard let length = Int32(exactly: bytes.count) else { return [] }
    return OpenSSLFailure.apart { blocks(in: bytes, length: length) }
  }

  /// The blocks of a text; nil when one of them is broken, so that what stands behind it, where libcrypto does
  /// not look any more, is not lost without a word.
  static func wholeBlocks(in text: String) -> [(label: String, contents: [UInt8])]? {
    let frames = text.utf8.split { $0 == 0x0A || $0 == 0x0D }.count { $0.starts(with: Self.begin) }
    let blocks = blocks(in: text)
    return blocks.count == frames ? blocks : nil
  }

  /// What a block begins with, at the start of a line (RFC 7468, clause 3).
  private static let begin = Array("-----BEGIN ".utf8)

  private static func blocks(in bytes: [UInt8], length: Int32) -> [(label: String, contents: [UInt8])] {
    bytes.withUnsafeBytes { buffer in
      guard let input = BIO_new_mem_buf(buffer.baseAddress, length) else { return [] }
      defer { BIO_free(input) }
      var blocks: [(label: String, contents: [UInt8])] = []
      // The end of the input is an error to PEM_read_bio.
      while let block = nextBlock(of: input) { blocks.append(block) }
      return blocks
    }
  }

  static func text(of contents: [UInt8], label: String) throws(CPSError) -> String {
    try OpenSSLFailure.apart { () throws(CPSError) in
      guard let output = BIO_new(BIO_s_mem()) else { throw OpenSSLFailure.error(in: "BIO_new") }
      defer { BIO_free(output) }
      var memory: UnsafeMutablePointer<CChar>?
      guard PEM_write_bio(output, label, "", contents, contents.count) > 0,
        case let count = BIO_ctrl(output, BIO_CTRL_INFO, 0, &memory), count > 0, let memory
      else { throw OpenSSLFailure.error(in: "PEM") }
      let bytes = UnsafeRawBufferPointer(start: memory, count: count)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func nextBlock(of input: OpaquePointer) -> (label: String, contents: [UInt8])? {
    var name: UnsafeMutablePointer<CChar>?
    var header: UnsafeMutablePointer<CChar>?
    var data: UnsafeMutablePointer<UInt8>?
    var length = 0
    guard PEM_read_bio(input, &name, &header, &data, &length) == 1, let name, let data else { return nil }
    defer {
      cpsauth_OPENSSL_free(name)
      cpsauth_OPENSSL_free(header)
      cpsauth_OPENSSL_clear_free(data, length)
    }
    return (String(cString: name), Array(UnsafeBufferPointer(start: data, count: length)))
  }
}
