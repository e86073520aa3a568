#include "domain/grouping/variants.h"

#include <algorithm>

#include "domain/grouping/event.h"
#include "domain/grouping/fingerprint_variables.h"
#include "domain/grouping/json_read.h"
#include "domain/grouping/md5.h"

namespace picket::domain::grouping {
namespace {

bool is_md5(std::string_view text) noexcept {
  return text.size() == 32 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Variant checksum_variant(std::string_view checksum) {
  if (is_md5(checksum)) {
    return {.name = "checksum", .type = VariantType::checksum, .hash = std::string(checksum)};
  }
  return {
      .name = "hashed_checksum", .type = VariantType::hashed_checksum, .hash = md5_hex(checksum)};
}

bool gave_fingerprint(const MatchedRule& matched) noexcept {
  return matched.rule != nullptr && !matched.rule->fingerprint.empty();
}

std::string_view precedence_of(const MatchedRule& matched) noexcept {
  if (!gave_fingerprint(matched)) {
    return "ignored because custom client fingerprint takes precedence";
  }
  return matched.is_built_in ? "ignored because built-in fingerprint takes precedence"
                             : "ignored because custom server fingerprint takes precedence";
}

/// The default entry stands for the leaves of the variant.
std::string salted_hash(const Fingerprint& fingerprint, std::string_view leaves) {
  std::string text;
  for (const std::string_view entry : fingerprint.entries) {
    text += entry == kDefaultEntry ? leaves : entry;
  }
  return md5_hex(text);
}

Variant component_variant(std::string_view name, const Component& root, std::string_view leaves,
                          const Fingerprint& fingerprint) {
  Variant variant{
      .name = name, .type = VariantType::component, .root = root, .hint = root.hint, .hash = {}};
  switch (fingerprint.kind) {
    case FingerprintKind::plain:
      if (root.contributes) variant.hash = md5_hex(leaves);
      break;
    case FingerprintKind::hybrid:
      variant.type = VariantType::salted_component;
      variant.entries = fingerprint.entries;
      if (root.contributes) variant.hash = salted_hash(fingerprint, leaves);
      break;
    case FingerprintKind::custom:
      variant.root->ignore(precedence_of(fingerprint.matched));
      variant.hint = variant.root->hint;
      break;
  }
  return variant;
}

std::string_view fingerprint_variant_name(const MatchedRule& matched) noexcept {
  if (!gave_fingerprint(matched)) return "custom_client_fingerprint";
  return matched.is_built_in ? "built_in_fingerprint" : "custom_server_fingerprint";
}

Variant fingerprint_variant(const Fingerprint& fingerprint) {
  std::string text;
  for (const std::string_view entry : fingerprint.entries) text += entry;
  return {.name = fingerprint_variant_name(fingerprint.matched),
          .type = VariantType::custom_fingerprint,
          .hash = md5_hex(text),
          .entries = fingerprint.entries};
}

Variant fallback_variant() {
  return {.name = "fallback", .type = VariantType::fallback, .hash = md5_hex({})};
}

}  // namespace

Variants compute_variants(const boost::json::object& json, const GroupingSettings& settings,
                          Losers losers, StacktraceReader& stacktraces, Arena& arena) {
  const std::string_view checksum = text_at(json, "checksum").value_or(std::string_view{});
  if (!checksum.empty()) return {{checksum_variant(checksum)}, std::nullopt, {}, {}};

  const Event event = read_event(json, stacktraces, arena);
  Run run{.event = event,
          .config = settings.config(),
          .arena = arena,
          .settings = settings,
          .stacktraces = stacktraces,
          .explain = losers == Losers::keep};
  const Fingerprint fingerprint = read_fingerprint(run);
  const Selection selected = select_strategy(run, losers);

  Variants variants{{}, run.main_exception_id, fingerprint.matched, {}};
  if (fingerprint.matched.rule != nullptr && !fingerprint.matched.rule->title.empty()) {
    variants.title = expand_variables(fingerprint.matched.rule->title, run);
  }
  const auto add = [&](std::string_view name, const std::optional<Component>& root,
                       std::string_view leaves) {
    if (root) variants.list.push_back(component_variant(name, *root, leaves, fingerprint));
  };
  add("app", selected.roots.app, selected.leaves.app);
  add("default", selected.roots.default_, selected.leaves.default_);
  add("system", selected.roots.system, selected.leaves.system);
  if (fingerprint.kind == FingerprintKind::custom) {
    variants.list.push_back(fingerprint_variant(fingerprint));
  }

  const bool any = std::any_of(variants.list.begin(), variants.list.end(),
                               [](const Variant& variant) { return !variant.hash.empty(); });
  if (!any) variants.list.push_back(fallback_variant());
  return variants;
}

}  // namespace picket::domain::grouping
