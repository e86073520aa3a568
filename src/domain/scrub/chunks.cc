#include "domain/scrub/chunks.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "domain/scrub/digest.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;

/// Stands for a redacted piece in the text that is searched, from which it is removed otherwise.
constexpr char kPiece = '\0';

std::optional<std::size_t> offset(const json::value& value) noexcept {
  if (const std::uint64_t* number = value.if_uint64()) return *number;
  const std::int64_t* const number = value.if_int64();
  if (number == nullptr || *number < 0) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

std::string_view text_of(const json::value& value) noexcept {
  const json::string* const text = value.if_string();
  return text ? std::string_view(text->data(), text->size()) : std::string_view();
}

bool is_boundary(std::string_view text, std::size_t at) noexcept {
  return at == text.size() || !is_utf8_tail(text[at]);
}

Chunk plain(std::string_view text) {
  return {.text = std::string(text)};
}

Chunk redacted(const CompiledRule& rule, std::string_view match) {
  Chunk chunk{.rule = rule.origin};
  switch (rule.redaction.method) {
    case Method::standard:
    case Method::remove:
      chunk.type = "x";
      break;
    case Method::mask:
      chunk.type = "m";
      chunk.text.assign(utf8_length(match), '*');
      break;
    case Method::hash:
      chunk.type = "p";
      chunk.text = keyless_digest(match);
      break;
    case Method::replace:
      chunk.type = "s";
      chunk.text = rule.redaction.text;
      break;
    case Method::nothing:
      break;
  }
  return chunk;
}

struct Searched {
  std::string text;
  bool has_text = false;
};

Searched searched_text(const std::vector<Chunk>& chunks) {
  Searched searched;
  for (const Chunk& chunk : chunks) {
    if (chunk.is_redacted()) {
      searched.text += kPiece;
      continue;
    }
    searched.has_text = true;
    std::copy_if(chunk.text.begin(), chunk.text.end(), std::back_inserter(searched.text),
                 [](char c) { return c != kPiece; });
  }
  return searched;
}

/// Puts the pieces back into what is left of the text.
class Rebuild {
 public:
  explicit Rebuild(const std::vector<Chunk>& chunks) {
    std::copy_if(chunks.begin(), chunks.end(), std::back_inserter(pieces_),
                 [](const Chunk& chunk) { return chunk.is_redacted(); });
  }

  void keep(std::string_view text) {
    while (!text.empty()) {
      const std::size_t at = std::min(text.find(kPiece), text.size());
      if (at > 0) out_.push_back(plain(text.substr(0, at)));
      if (at == text.size()) return;
      out_.push_back(std::move(pieces_[next_++]));
      text.remove_prefix(at + 1);
    }
  }
  /// The pieces in the match are gone with it.
  void replace(const CompiledRule& rule, std::string_view match) {
    next_ += static_cast<std::size_t>(std::count(match.begin(), match.end(), kPiece));
    if (rule.redaction.method != Method::nothing) out_.push_back(redacted(rule, match));
  }
  std::vector<Chunk> take() { return std::move(out_); }

 private:
  std::vector<Chunk> pieces_;
  std::size_t next_ = 0;
  std::vector<Chunk> out_;
};

bool is_all_pieces(std::string_view match) noexcept {
  return !match.empty() && match.find_first_not_of(kPiece) == std::string_view::npos;
}

/// The groups that are replaced, in the order of the text and apart from each other. What is
/// nothing but pieces was replaced before.
std::vector<Span> replaced_groups(std::string_view text, const std::vector<Span>& found,
                                  const Step& step, std::size_t from) {
  std::vector<Span> spans;
  for (const std::uint8_t group : step.groups) {
    if (group < found.size() && found[group].is_there()) spans.push_back(found[group]);
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<Span> apart;
  for (const Span& span : spans) {
    const std::size_t behind = apart.empty() ? from : apart.back().end;
    if (span.begin < behind || is_all_pieces(text.substr(span.begin, span.end - span.begin)))
      continue;
    apart.push_back(span);
  }
  return apart;
}

}  // namespace

std::vector<Chunk> split_chunks(std::string_view text, const json::array* remarks) {
  std::vector<Chunk> chunks;
  std::size_t at = 0;
  const auto text_until = [&](std::size_t end) {
    if (end > at) chunks.push_back(plain(text.substr(at, end - at)));
    at = end;
  };
  for (std::size_t i = 0; remarks != nullptr && i < remarks->size(); ++i) {
    const json::array* const remark = (*remarks)[i].if_array();
    if (remark == nullptr || remark->size() < 4) continue;
    const auto begin = offset((*remark)[2]);
    const auto end = offset((*remark)[3]);
    if (!begin || !end || *begin < at || *end < *begin || *end > text.size()) continue;
    if (!is_boundary(text, *begin) || !is_boundary(text, *end)) continue;
    const std::string_view type = text_of((*remark)[1]);
    if (type.empty()) continue;
    text_until(*begin);
    chunks.push_back({std::string(text.substr(*begin, *end - *begin)),
                      std::string(text_of((*remark)[0])), std::string(type)});
    at = *end;
  }
  text_until(text.size());
  return chunks;
}

Joined join_chunks(const std::vector<Chunk>& chunks, json::storage_ptr storage) {
  Joined joined{{}, json::array(std::move(storage))};
  for (const Chunk& chunk : chunks) {
    const std::size_t begin = joined.text.size();
    joined.text += chunk.text;
    if (!chunk.is_redacted()) continue;
    joined.remarks.push_back(
        json::array({chunk.rule, chunk.type, begin, joined.text.size()}, joined.remarks.storage()));
  }
  return joined;
}

bool redact_all(std::vector<Chunk>& chunks, const CompiledRule& rule) {
  const Searched searched = searched_text(chunks);
  if (!searched.has_text || rule.redaction.method == Method::nothing) return false;
  chunks.assign(1, redacted(rule, searched.text));
  return true;
}

bool redact_chunks(std::vector<Chunk>& chunks, const CompiledRule& rule, const Step& step,
                   bool whole) {
  const Searched searched = searched_text(chunks);
  if (!searched.has_text) return false;
  if (whole) return step.pattern->occurs_in(searched.text) && redact_all(chunks, rule);
  const std::string_view text = searched.text;
  std::vector<Span> found;
  Rebuild rebuild(chunks);
  std::size_t kept = 0;  // What is before is in `rebuild`.
  std::size_t from = 0;
  std::size_t last_end = std::string_view::npos;
  bool any = false;
  while (step.pattern->find(text, from, found)) {
    const Span match = found.front();
    // An empty match where the one before ended is none.
    if (!match.is_empty() || match.end != last_end) {
      for (const Span& span : replaced_groups(text, found, step, kept)) {
        rebuild.keep(text.substr(kept, span.begin - kept));
        rebuild.replace(rule, text.substr(span.begin, span.end - span.begin));
        kept = span.end;
        any = true;
      }
    }
    last_end = match.end;
    from = step.shares_edges && kept > match.begin ? kept : match.end;
    if (match.is_empty() || from <= match.begin) {
      ++from;
      while (from < text.size() && is_utf8_tail(text[from])) ++from;
    }
  }
  if (!any) return false;
  rebuild.keep(text.substr(kept));
  chunks = rebuild.take();
  return true;
}

}  // namespace picket::domain::scrub
