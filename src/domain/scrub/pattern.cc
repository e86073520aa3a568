#include "domain/scrub/pattern.h"

#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>

#include "base/assert.h"
#include "domain/scrub/regex_syntax.h"

namespace picket::domain::scrub {
namespace {

re2::RE2::Options options_for(bool ignore_case) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(Pattern::kMaxBytes);
  options.set_case_sensitive(!ignore_case);
  return options;
}

bool find_with(const re2::RE2& expression, std::string_view text, std::size_t from,
               std::vector<Span>& groups) {
  if (from > text.size()) return false;
  // A group that took no part is null, and nothing else may be.
  if (text.data() == nullptr) text = "";
  const auto count = static_cast<std::size_t>(expression.NumberOfCapturingGroups()) + 1;
  std::vector<re2::StringPiece> found(count);
  if (!expression.Match(text, from, text.size(), re2::RE2::UNANCHORED, found.data(),
                        static_cast<int>(count))) {
    return false;
  }
  groups.assign(count, {});
  for (std::size_t i = 0; i < count; ++i) {
    if (found[i].data() == nullptr) continue;
    const auto begin = static_cast<std::size_t>(found[i].data() - text.data());
    groups[i] = {begin, begin + found[i].size()};
  }
  return true;
}

}  // namespace

struct Pattern::Machine {
  Machine(const std::string& expression, bool ignore_case_)
      : text(expression, options_for(ignore_case_)), ignore_case(ignore_case_) {}

  /// Attachments are rare, so the second machine is made when one needs it.
  const re2::RE2& bytes() {
    std::call_once(made, [this] {
      re2::RE2::Options options = options_for(ignore_case);
      options.set_encoding(re2::RE2::Options::EncodingLatin1);
      options.set_dot_nl(true);
      in_bytes.emplace(text.pattern(), options);
    });
    return *in_bytes;
  }

  re2::RE2 text;
  bool ignore_case;
  std::once_flag made;
  std::optional<re2::RE2> in_bytes;
};

Pattern::Pattern(std::unique_ptr<Machine> machine) : machine_(std::move(machine)) {}
Pattern::~Pattern() = default;

Result<std::shared_ptr<const Pattern>, std::string> Pattern::compile(std::string_view expression,
                                                                     bool ignore_case) {
  const auto translated = to_re2_syntax(expression);
  if (!translated) return unexpected(translated.error());
  auto machine = std::make_unique<Machine>(*translated, ignore_case);
  if (machine->text.error_code() == re2::RE2::ErrorPatternTooLarge) {
    // Classes of all of Unicode are large; those of ASCII may still fit.
    machine = std::make_unique<Machine>(std::string(expression), ignore_case);
  }
  if (!machine->text.ok()) {
    return unexpected(fmt::format("invalid pattern \"{}\": {}", expression.substr(0, 200),
                                  machine->text.error()));
  }
  return std::shared_ptr<const Pattern>(new Pattern(std::move(machine)));
}

std::shared_ptr<const Pattern> Pattern::builtin(std::string_view expression) {
  auto machine = std::make_unique<Machine>(std::string(expression), false);
  PICKET_ASSERT(machine->text.ok());
  return std::shared_ptr<const Pattern>(new Pattern(std::move(machine)));
}

std::size_t Pattern::group_count() const noexcept {
  return static_cast<std::size_t>(machine_->text.NumberOfCapturingGroups());
}

bool Pattern::occurs_in(std::string_view text) const {
  return re2::RE2::PartialMatch(text, machine_->text);
}

bool Pattern::find(std::string_view text, std::size_t from, std::vector<Span>& groups) const {
  return find_with(machine_->text, text, from, groups);
}

bool Pattern::find_in_bytes(std::string_view bytes, std::size_t from,
                            std::vector<Span>& groups) const {
  const re2::RE2& expression = machine_->bytes();
  return expression.ok() && find_with(expression, bytes, from, groups);
}

}  // namespace picket::domain::scrub
