/// What an acknowledgement's sentences have places for.
package enum LetterPlace: String, Sendable, CaseIterable { case organization, subject, domain, reference }

package typealias LetterText = PlacedText<LetterPlace>
