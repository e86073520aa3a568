#include "domain/scrub/apply.h"

#include <utility>
#include <vector>

#include "base/utf8.h"
#include "domain/scrub/chunks.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;
using normalize::Meta;
using normalize::Path;

/// A text while rules change it.
class Text {
 public:
  Text(std::string_view text, const Path& path, Meta& meta)
      : original_(text), path_(path), meta_(meta) {}

  /// `redact` gets the pieces of the text and says whether it changed them.
  template <class Redact>
  void change(const CompiledRule& rule, Redact redact) {
    // What is under an empty key shares the meta of what is around it, so ranges say nothing there.
    const bool has_ranges = !path_.is_unnamed();
    std::vector<Chunk> chunks = split_chunks(now(), has_ranges ? meta_.remarks(path_) : nullptr);
    if (!redact(chunks)) return;
    Joined joined = join_chunks(chunks, meta_.tree().storage());
    if (joined.text == now()) return;
    if (has_ranges) {
      meta_.set_remarks(path_, std::move(joined.remarks));
      meta_.original_length(path_, utf8_length(now()));
    } else {
      meta_.remark(path_, rule.origin, "x", std::nullopt);
    }
    changed_ = std::move(joined.text);
  }

  std::string_view now() const noexcept { return changed_ ? *changed_ : original_; }
  std::optional<std::string> take() { return std::move(changed_); }

 private:
  std::string_view original_;
  std::optional<std::string> changed_;
  const Path& path_;
  Meta& meta_;
};

bool deletes(const CompiledRule& rule, const Subject& subject, Meta& meta) {
  meta.remark(subject.path, rule.origin, "x", std::nullopt);
  return true;
}

/// True when the value is to be deleted. `text` is null for what is none.
bool apply_rule(const CompiledRule& rule, Triggers triggers, const Subject& subject, Text* text,
                Meta& meta) {
  if (rule.type == RuleType::anything && (text == nullptr || rule.removes())) {
    return deletes(rule, subject, meta);
  }
  for (const Step& step : rule.steps) {
    if ((step.trigger & triggers) == 0) continue;
    if (step.on != Step::On::value && step.pattern->occurs_in(subject.place.key())) {
      if (text == nullptr || rule.removes()) return deletes(rule, subject, meta);
      text->change(rule, [&](auto& chunks) { return redact_all(chunks, rule); });
    } else if (step.on != Step::On::key && text != nullptr) {
      const bool whole = step.on == Step::On::key_or_value;
      text->change(rule, [&](auto& chunks) { return redact_chunks(chunks, rule, step, whole); });
    }
  }
  return false;
}

/// True when the value is to be deleted.
bool apply_all(const CompiledRules& rules, Triggers triggers, const Subject& subject, Text* text,
               Meta& meta) {
  const Place& place = subject.place;
  for (const Application& application : rules.applications()) {
    if ((application.triggers & triggers) == 0) continue;
    if (place.pii() == Pii::maybe && !application.is_specific) continue;
    if (!application.may_match_key(place.key()) || !application.selector.matches(place)) continue;
    for (const CompiledRule& rule : application.rules) {
      if ((rule.triggers & triggers) == 0) continue;
      if (apply_rule(rule, triggers, subject, text, meta)) return true;
    }
  }
  return false;
}

/// Texts that say nothing about anybody.
bool is_harmless(std::string_view text) noexcept {
  return text.empty() || text == "true" || text == "false" || text == "null" || text == "undefined";
}

}  // namespace

Fate apply_to_text(const CompiledRules& rules, const Subject& subject, std::string_view text,
                   std::string& out, Meta& meta) {
  if (is_harmless(text)) return Fate::kept;
  const Triggers triggers = rules.scan_text(text) | rules.scan_key(subject.place.key());
  if (triggers == 0) return Fate::kept;
  Text work(text, subject.path, meta);
  if (apply_all(rules, triggers, subject, &work, meta)) return Fate::deleted;
  std::optional<std::string> changed = work.take();
  if (!changed) return Fate::kept;
  out = *std::move(changed);
  return Fate::changed;
}

Fate apply_to_other(const CompiledRules& rules, const Subject& subject, Meta& meta) {
  const Triggers triggers = rules.scan_key(subject.place.key());
  if (triggers == 0) return Fate::kept;
  return apply_all(rules, triggers, subject, nullptr, meta) ? Fate::deleted : Fate::kept;
}

}  // namespace picket::domain::scrub
