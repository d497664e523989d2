import Domains
import Vocabulary

/// Domain names as people write them in settings: with their own letters, or with a scheme by mistake.
package enum DomainSpelling {
  package static func ascii(_ text: String) -> DomainName? {
    DomainName(text) ?? IDNA.toASCII(text).flatMap { DomainName($0) }
  }
}
