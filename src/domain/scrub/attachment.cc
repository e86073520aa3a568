#include "domain/scrub/attachment.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "domain/normalize/meta.h"
#include "domain/scrub/bytes.h"
#include "domain/scrub/minidump.h"
#include "domain/scrub/place.h"
#include "domain/scrub/walk.h"
#include "protocol/json.h"

namespace picket::domain::scrub {
namespace {

/// All attachments of an event, one level below the root so that `$attachments` counts as one.
struct Attachments {
  Place root{ValueType::event};
  Place all{root, "", ValueType::attachments, Pii::no};
};

bool scrub_part(std::span<char> bytes, DumpPart::Kind kind, const Place& file,
                const CompiledRules& rules) {
  using enum DumpPart::Kind;
  switch (kind) {
    case stack:
      return scrub_bytes(bytes, {file, "", {ValueType::binary, ValueType::stack_memory}, Pii::yes},
                         rules);
    case heap:
      return scrub_bytes(bytes, {file, "", {ValueType::binary, ValueType::heap_memory}, Pii::yes},
                         rules);
    case environment:
      return scrub_bytes(bytes, {file, "", ValueType::binary, Pii::yes}, rules);
    case code_file:
      return scrub_path_bytes(bytes, true, {file, "code_file", ValueType::string, Pii::maybe},
                              rules);
    case debug_file:
      return scrub_path_bytes(bytes, false, {file, "debug_file", ValueType::string, Pii::maybe},
                              rules);
  }
  return false;
}

/// The bytes of each unit of UTF-16 the other way round.
void swap_units(std::span<char> bytes) {
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) std::swap(bytes[i], bytes[i + 1]);
}

/// What is UTF-16 there is read in the byte order that all else is written for.
bool scrub_big_endian_part(std::span<char> bytes, DumpPart::Kind kind, const Place& file,
                           const CompiledRules& rules) {
  bool changed = false;
  if (kind != DumpPart::Kind::code_file) changed = scrub_part(bytes, kind, file, rules);
  if (kind == DumpPart::Kind::debug_file) return changed;  // Always UTF-8.
  swap_units(bytes);
  changed = scrub_part(bytes, kind, file, rules) || changed;
  swap_units(bytes);
  return changed;
}

}  // namespace

bool may_change_bytes(std::string_view name, const CompiledRules& rules) {
  const Attachments attachments;
  const Place dump(attachments.all, name, ValueType::minidump, Pii::yes);
  const Place inside[] = {
      {attachments.all, name, ValueType::binary, Pii::yes},
      {dump, "", {ValueType::binary, ValueType::stack_memory}, Pii::yes},
      {dump, "", {ValueType::binary, ValueType::heap_memory}, Pii::yes},
      {dump, "", ValueType::binary, Pii::yes},
      {dump, "code_file", ValueType::string, Pii::maybe},
      {dump, "debug_file", ValueType::string, Pii::maybe},
  };
  return std::any_of(rules.applications().begin(), rules.applications().end(),
                     [&](const Application& application) {
                       return std::any_of(
                           std::begin(inside), std::end(inside),
                           [&](const Place& place) { return application.selector.matches(place); });
                     });
}

bool scrub_attachment(std::span<char> bytes, std::string_view name, const CompiledRules& rules) {
  if (rules.is_empty()) return false;
  const Attachments attachments;
  return scrub_bytes(bytes, {attachments.all, name, ValueType::binary, Pii::yes}, rules);
}

bool scrub_minidump(std::span<char> dump, std::string_view name, const CompiledRules& rules) {
  if (rules.is_empty()) return false;
  const Attachments attachments;
  const Place file(attachments.all, name, ValueType::minidump, Pii::yes);
  bool changed = false;
  const auto scrub = is_big_endian_dump(dump) ? scrub_big_endian_part : scrub_part;
  for (const DumpPart& part : find_dump_parts(dump)) {
    changed = scrub(dump.subspan(part.begin, part.size), part.kind, file, rules) || changed;
  }
  return changed;
}

std::optional<std::string> scrub_json_attachment(std::string_view text, std::string_view name,
                                                 const CompiledRules& rules) {
  if (rules.is_empty()) return std::nullopt;
  auto parsed = protocol::parse_json(text);
  if (!parsed) return std::nullopt;
  const boost::json::value before(*parsed);
  const Attachments attachments;
  const Place file(attachments.all, name, type_of(parsed->kind()), Pii::yes);
  normalize::Meta unnoted(parsed->storage());
  Walk(rules, unnoted).value(*parsed, yes(""), {file, normalize::Path()});
  if (*parsed == before) return std::nullopt;
  std::string scrubbed;
  protocol::write_json(*parsed, scrubbed);
  return scrubbed;
}

}  // namespace picket::domain::scrub
