#include "domain/search/text_pattern.h"

#include <utility>

#include "base/unicode.h"

namespace picket::domain::search {
namespace {

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

/// Two stars are one.
void drop_empty_pieces(std::vector<std::string>& pieces) {
  for (std::size_t i = pieces.size() - 1; i > 1;) {
    --i;
    if (pieces[i].empty()) pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

/// A piece in front of a star or, with plain stars, anywhere: backslashes before stars doubled.
void append_written(std::string_view piece, bool before_star, std::string& out) {
  std::size_t backslashes = 0;
  for (const char c : piece) {
    if (c == '*') out.append(backslashes, '\\').append("\\");
    backslashes = c == '\\' ? backslashes + 1 : 0;
    out += c;
  }
  if (before_star) out.append(backslashes, '\\');
}

}  // namespace

TextPattern::TextPattern(std::string_view written) : pieces_(1) {
  for (std::size_t at = 0; at < written.size();) {
    std::size_t end = written.find_first_not_of('\\', at);
    if (end == std::string_view::npos) end = written.size();
    const std::size_t backslashes = end - at;
    const bool star = end < written.size() && written[end] == '*';
    pieces_.back().append(star ? backslashes / 2 : backslashes, '\\');
    if (end == written.size()) break;
    if (star && backslashes % 2 == 0) {
      pieces_.emplace_back();
    } else {
      pieces_.back() += written[end];
    }
    at = end + 1;
  }
  drop_empty_pieces(pieces_);
}

TextPattern TextPattern::exactly(std::string_view text) {
  TextPattern pattern;
  pattern.pieces_.front() = text;
  return pattern;
}

TextPattern TextPattern::around(const TextPattern& inner, bool star_before, bool star_after) {
  TextPattern pattern = inner;
  if (star_before) pattern.pieces_.emplace(pattern.pieces_.begin());
  if (star_after) pattern.pieces_.emplace_back();
  drop_empty_pieces(pattern.pieces_);
  return pattern;
}

TextPattern TextPattern::behind(std::string_view prefix, const TextPattern& inner) {
  TextPattern pattern = inner;
  pattern.pieces_.front().insert(0, prefix);
  return pattern;
}

PatternShape TextPattern::shape() const noexcept {
  if (pieces_.size() == 1) return PatternShape::exact;
  const bool starts = pieces_.front().empty();
  const bool ends = pieces_.back().empty();
  if (pieces_.size() == 2) {
    if (starts && ends) return PatternShape::any;
    if (ends) return PatternShape::prefix;
    if (starts) return PatternShape::suffix;
  }
  if (pieces_.size() == 3 && starts && ends) return PatternShape::infix;
  return PatternShape::general;
}

std::string_view TextPattern::text() const noexcept {
  switch (shape()) {
    case PatternShape::exact:
    case PatternShape::prefix:
      return pieces_.front();
    case PatternShape::suffix:
      return pieces_.back();
    case PatternShape::infix:
      return pieces_[1];
    case PatternShape::any:
    case PatternShape::general:
      return {};
  }
  return {};
}

bool TextPattern::matches(std::string_view text) const {
  if (is_exact()) return text == pieces_.front();
  const std::string lowered = lower(text);
  std::string_view rest = lowered;
  const std::string first = lower(pieces_.front());
  const std::string last = lower(pieces_.back());
  if (rest.size() < first.size() + last.size()) return false;
  if (!rest.starts_with(first) || !rest.ends_with(last)) return false;
  rest = rest.substr(first.size(), rest.size() - first.size() - last.size());
  // The earliest place of each piece leaves the most to the next ones.
  for (std::size_t i = 1; i + 1 < pieces_.size(); ++i) {
    const std::string piece = lower(pieces_[i]);
    const std::size_t at = rest.find(piece);
    if (at == std::string_view::npos) return false;
    rest.remove_prefix(at + piece.size());
  }
  return true;
}

std::string TextPattern::like() const {
  std::string pattern;
  for (const std::string& piece : pieces_) {
    if (&piece != &pieces_.front()) pattern += '%';
    for (const char c : piece) {
      if (c == '%' || c == '_' || c == '\\') pattern += '\\';
      pattern += c;
    }
  }
  return pattern;
}

std::string TextPattern::written() const {
  std::string text;
  for (const std::string& piece : pieces_) {
    const bool is_last = &piece == &pieces_.back();
    append_written(piece, !is_last, text);
    if (!is_last) text += '*';
  }
  return text;
}

}  // namespace picket::domain::search
