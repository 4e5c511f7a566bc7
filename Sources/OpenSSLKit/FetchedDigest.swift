internal import COpenSSL

/// A digest algorithm that was looked up once, for as long as the process runs.
///
/// One that is only named is looked up at each use (crypto(7), "Performance"), which takes longer than a short digest.
struct FetchedDigest: @unchecked Sendable {
  // INVARIANT: `pointer` is an EVP_MD that nobody alters or frees; nil is refused wherever it is used.
  let pointer: OpaquePointer?

  /// The algorithm of a name, or the one that is looked up at each use, where there is no memory for another.
  init(_ name: String, otherwise named: OpaquePointer?) {
    pointer = OpenSSLFailure.apart { EVP_MD_fetch(nil, name, nil) } ?? named
  }
}
