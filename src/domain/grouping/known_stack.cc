#include "domain/grouping/known_stack.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <unordered_map>

#include "base/assert.h"
#include "domain/grouping/frame_parts.h"

namespace picket::domain::grouping {
namespace {

/// Finds out how much a copy needs, and then makes it: nothing may move while views are made.
class Copier {
 public:
  void count(std::string_view text) {
    if (text.data() != nullptr && places_.try_emplace(text.data(), text.size()).second) {
      bytes_ += text.size();
    } else if (text.data() != nullptr && places_[text.data()] < text.size()) {
      bytes_ += text.size() - places_[text.data()];
      places_[text.data()] = text.size();
    }
  }
  void count(const Component& root) {
    count(root.hint);
    count(root.value);
    // Variants share what lies below their frames.
    if (!groups_.try_emplace(root.children.data()).second) return;
    nodes_count_ += root.children.size();
    for (const Component& child : root.children) count(child);
  }

  void reserve(std::string& texts, std::vector<Component>& nodes) {
    texts.reserve(bytes_);
    nodes.reserve(nodes_count_);
    texts_ = &texts;
    nodes_ = &nodes;
  }

  std::string_view copy(std::string_view text) {
    if (text.data() == nullptr) return {};
    const auto [copied, is_new] = copies_.try_emplace(text.data(), texts_->size());
    if (is_new) texts_->append(text.data(), places_[text.data()]);
    PICKET_ASSERT(texts_->size() <= bytes_);
    return std::string_view(*texts_).substr(copied->second, text.size());
  }
  Component copy(const Component& from) {
    Component to = from;
    to.hint = copy(from.hint);
    to.value = copy(from.value);
    if (!from.children.empty()) to.children = copy(from.children);
    return to;
  }

 private:
  std::span<const Component> copy(std::span<const Component> from) {
    std::optional<std::size_t>& first = groups_[from.data()];
    if (!first) {
      first = nodes_->size();
      PICKET_ASSERT(*first + from.size() <= nodes_count_);
      nodes_->resize(*first + from.size());
      for (std::size_t i = 0; i < from.size(); ++i) (*nodes_)[*first + i] = copy(from[i]);
    }
    return std::span<const Component>(*nodes_).subspan(*first, from.size());
  }

  /// By where the components of a list begin: where those of the copy do.
  std::unordered_map<const Component*, std::optional<std::size_t>> groups_;
  std::unordered_map<const char*, std::size_t> places_;  ///< The longest text at each place.
  std::unordered_map<const char*, std::size_t> copies_;
  std::size_t bytes_ = 0;
  std::size_t nodes_count_ = 0;
  std::string* texts_ = nullptr;
  std::vector<Component>* nodes_ = nullptr;
};

template <class Number>
void append_number(Number number, std::string& out) {
  static_assert(std::is_trivially_copyable_v<Number>);
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// With its length before it, so that no two lists of texts read the same.
void append_text(const Text& text, std::string& out) {
  constexpr auto kNone = ~std::uint32_t{0};
  append_number(text ? static_cast<std::uint32_t>(text->size()) : kNone, out);
  if (text) out.append(*text);
}

void append_flag(std::optional<bool> flag, std::string& out) {
  out.push_back(!flag ? '?' : *flag ? '1' : '0');
}

void append_frame(const Frame& frame, std::string& out) {
  for (const Text* text : {&frame.function, &frame.raw_function, &frame.module, &frame.filename,
                           &frame.abs_path, &frame.package, &frame.category}) {
    append_text(*text, out);
  }
  append_text(frame.platform, out);
  append_text(has_context_line(frame) ? frame.context_line : Text(), out);
  append_flag(frame.client_in_app, out);
  append_flag(frame.source_mapped, out);
}

}  // namespace

KnownStack::KnownStack(std::span<const stack_rules::FrameMarks> marks,
                       const stack_rules::StacktraceMarks& whole,
                       const StacktraceComponents& components)
    : marks_(marks.begin(), marks.end()), whole_(whole) {
  Copier copier;
  for (const stack_rules::FrameMarks& mark : marks) copier.count(mark.category.value_or(""));
  copier.count(components.app);
  copier.count(components.system);
  copier.reserve(texts_, nodes_);
  for (stack_rules::FrameMarks& mark : marks_) {
    if (mark.category) mark.category = copier.copy(*mark.category);
  }
  components_ = {copier.copy(components.app), copier.copy(components.system)};
}

std::size_t KnownStack::bytes() const noexcept {
  return sizeof *this + marks_.capacity() * sizeof marks_[0] + texts_.capacity() +
         nodes_.capacity() * sizeof nodes_[0];
}

void append_stack_key(std::span<const Frame> frames, const stack_rules::ExceptionFacts& exception,
                      const GroupingSettings& settings, std::string& out) {
  using Field = stack_rules::Matcher::Field;
  append_number(settings.serial(), out);
  append_text(settings.asks_about(Field::type) ? exception.type : Text(), out);
  append_text(settings.asks_about(Field::value) ? exception.value : Text(), out);
  append_text(settings.asks_about(Field::mechanism) ? exception.mechanism : Text(), out);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    append_frame(frames[i], out);
    append_flag(i > 0 && is_recursion(frames[i], frames[i - 1]), out);
  }
}

}  // namespace picket::domain::grouping
