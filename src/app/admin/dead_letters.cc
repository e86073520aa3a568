// `picket dead-letters list|show|replay`: messages that the consumer set aside.
#include "ports/dead_letters.h"

#include <utility>

#include <fmt/format.h>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/projects.h"
#include "base/rfc3339.h"
#include "codec/zstd.h"
#include "protocol/ingest_message.h"
#include "roles/consumer/replay.h"

namespace picket::app {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMaxListed = 1000;
constexpr std::int64_t kMaxId = INT64_MAX;

json::object letter_object(const ports::DeadLetter& letter, const ProjectList& projects) {
  return {{"id", letter.id},
          {"topic", letter.from.topic},
          {"partition", letter.from.partition},
          {"offset", letter.offset},
          {"project",
           letter.project ? json::value(projects.slug_of(letter.project)) : json::value(nullptr)},
          {"reason", letter.reason},
          {"detail", letter.detail},
          {"created", format_rfc3339(letter.created)},
          {"replayed",
           letter.replayed ? json::value(format_rfc3339(*letter.replayed)) : json::value(nullptr)}};
}

Result<ports::DeadLetter> get_letter(ports::MetaTx& tx, std::int64_t id) {
  auto letter = tx.dead_letters().get(id);
  if (!letter) return unexpected(letter.error());
  if (!*letter) return unexpected(no_such("dead letter", fmt::format("{}", id)));
  return **std::move(letter);
}

/// The event of the message as text when it can be read, else null.
json::value readable_event(const protocol::IngestMessage& message) {
  const auto text = codec::zstd_decompress(message.payload, message.json_size);
  return text ? json::value(*text) : json::value(nullptr);
}

/// What the operator reads instead of the role's short reasons.
Error explain(std::int64_t id, Error error) {
  if (error.code == "already_replayed") {
    error.detail = fmt::format("dead letter {} was replayed already", id);
  } else if (error.code == "unreadable_message") {
    error.detail = fmt::format(
        "the message of dead letter {} cannot be read by this version either, so it cannot be "
        "replayed",
        id);
  } else if (error.kind == ErrorKind::not_found) {
    return no_such("dead letter", fmt::format("{}", id));
  }
  return error;
}

Result<json::object> replay(AdminContext& context, std::int64_t id) {
  auto replayed = consumer::replay_dead_letter(context.stores, context.clock, id);
  if (!replayed) return unexpected(explain(id, std::move(replayed.error())));
  return json::object{
      {"id", id},
      {"offset", replayed->offset ? json::value(*replayed->offset) : json::value(nullptr)}};
}

Result<std::vector<std::int64_t>> open_letters(AdminContext& context) {
  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto letters = (*tx)->dead_letters().list(kMaxListed);
  if (!letters) return unexpected(letters.error());
  std::vector<std::int64_t> ids;
  for (const ports::DeadLetter& letter : *letters) {
    if (!letter.replayed) ids.push_back(letter.id);
  }
  return ids;
}

}  // namespace

/// {limit}: [{id, topic, partition, offset, project, reason, detail, created, replayed}].
CommandResult run_dead_letters_list(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto limit = in.number("limit", 1, kMaxListed).value_or(100);
  if (auto done = in.finish(); !done) return unexpected(done.error());
  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto projects = ProjectList::read(**tx);
  if (!projects) return unexpected(projects.error());
  const auto letters = (*tx)->dead_letters().list(static_cast<std::size_t>(limit));
  if (!letters) return unexpected(letters.error());
  json::array listed;
  for (const ports::DeadLetter& letter : *letters)
    listed.push_back(letter_object(letter, *projects));
  return listed;
}

/// {id}: the object of the list with `size`, `event_id` and `event` (text) where they can be read.
CommandResult run_dead_letters_show(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto id = in.number("id", 1, kMaxId);
  if (auto done = in.finish(); !done) return unexpected(done.error());
  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto projects = ProjectList::read(**tx);
  if (!projects) return unexpected(projects.error());
  const auto letter = get_letter(**tx, id.value_or(0));
  if (!letter) return unexpected(letter.error());

  json::object shown = letter_object(*letter, *projects);
  shown["size"] = letter->message.size();
  const auto message = protocol::decode_ingest_message(letter->message);
  shown["event_id"] = message ? json::value(message->event_id.to_hex()) : json::value(nullptr);
  shown["event"] = message ? readable_event(*message) : json::value(nullptr);
  return shown;
}

/// {id} or {all: true}: {replayed: [{id, offset}], failed: [{id, detail}]}. With an id a failure is
/// the command's.
CommandResult run_dead_letters_replay(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const auto id = in.number("id", 1, kMaxId);
  const bool all = in.flag("all");
  if (auto done = in.finish(); !done) return unexpected(done.error());
  if (all == id.has_value()) {
    return unexpected(
        Error{ErrorKind::invalid_argument, "bad_argument", "give either an id or all"});
  }
  json::array replayed;
  json::array failed;
  if (id) {
    auto one = replay(context, *id);
    if (!one) return unexpected(one.error());
    replayed.push_back(*std::move(one));
  } else {
    const auto ids = open_letters(context);
    if (!ids) return unexpected(ids.error());
    for (const std::int64_t each : *ids) {
      auto one = replay(context, each);
      if (one) {
        replayed.push_back(*std::move(one));
      } else {
        failed.push_back({{"id", each}, {"detail", one.error().detail}});
      }
    }
  }
  return json::object{{"replayed", replayed}, {"failed", failed}};
}

}  // namespace picket::app
