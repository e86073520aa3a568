// XML, as far as machines write it: elements and their text, one after the other.
// Source: XML 1.0 (fifth edition), sections 2 and 4.1. No entities of its own, no validation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace picket::domain::items {

/// Walks over a document, whatever it is: what is no markup is text, and what is cut off ends it.
/// Comments, instructions and declarations are passed over.
class XmlScanner {
 public:
  enum class Token : std::uint8_t { open, close, text, end };

  /// The text outlives the scanner.
  explicit XmlScanner(std::string_view xml) noexcept : rest_(xml) {}

  /// An element without content opens and closes.
  Token next();
  /// Of the element that opened or closed last; a view into the document.
  std::string_view name() const noexcept { return name_; }
  /// Of the last text, in valid UTF-8. One text of an element may come in several.
  const std::string& text() const noexcept { return text_; }

 private:
  Token take_text(std::string_view raw, bool literal);
  Token take_tag(std::string_view tag);

  std::string_view rest_;
  std::string_view name_;
  std::string text_;
  bool close_next_ = false;
};

}  // namespace picket::domain::items
