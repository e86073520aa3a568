// Trying again what was set aside, once its cause is gone.
#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "ports/dead_letters.h"
#include "roles/api/dead_letter_audit.h"
#include "roles/api/instance_handlers.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Of one request: each waits for the log's disk and for the one writer of meta_db.
constexpr std::size_t kAtOnce = 100;

std::string sentence(const Error& error) {
  if (error.code == "already_replayed") return "It was replayed already.";
  if (error.code == "unreadable_message")
    return "This version cannot read the message either, so it cannot be replayed.";
  return "A store did not take it: see the server's log, and try again.";
}

Problem refusal(const Error& error) {
  if (error.kind == ErrorKind::not_found) return not_found();
  if (error.code == "already_replayed") return conflict(sentence(error));
  if (error.code == "unreadable_message") return bad_request(sentence(error));
  return failed(error);
}

Answer<std::unique_ptr<ports::MetaTx>> look(const Call& call) {
  auto meta = call.stores.meta.begin_read();
  if (!meta) return unexpected(failed(meta.error()));
  return *std::move(meta);
}

Answer<net::Response> answer(const Call& call, const ports::DeadLetterQuery& query,
                             json::array replayed, json::array failed_ones) {
  const auto meta = look(call);
  if (!meta) return unexpected(meta.error());
  const auto remaining = (*meta)->dead_letters().count(query);
  if (!remaining) return unexpected(failed(remaining.error()));
  return json_response(json::object{{"replayed", std::move(replayed)},
                                    {"failed", std::move(failed_ones)},
                                    {"remaining", *remaining}});
}

/// The oldest of those that are open.
Answer<std::vector<ports::DeadLetter>> oldest_of(const Call& call, ports::DeadLetterQuery query) {
  const auto meta = look(call);
  if (!meta) return unexpected(meta.error());
  const auto open = (*meta)->dead_letters().count(query);
  if (!open) return unexpected(failed(open.error()));
  const auto all = static_cast<std::size_t>(*open);
  query.offset = all - std::min(all, kAtOnce);
  query.limit = kAtOnce;
  auto letters = (*meta)->dead_letters().find(query);
  if (!letters) return unexpected(failed(letters.error()));
  std::ranges::reverse(*letters);
  return *std::move(letters);
}

/// One that cannot be replayed does not hold up the others.
Answer<net::Response> replay_open(const Call& call, Instance& instance,
                                  const ports::DeadLetterQuery& query) {
  const auto letters = oldest_of(call, query);
  if (!letters) return unexpected(letters.error());
  json::array replayed;
  json::array failed_ones;
  std::vector<ports::DeadLetter> done_ones;
  for (const ports::DeadLetter& letter : *letters) {
    if (const auto done = instance.replay(letter.id)) {
      replayed.push_back(id_text(letter.id));
      done_ones.push_back(letter);
    } else {
      failed_ones.push_back(
          json::object{{"id", id_text(letter.id)}, {"detail", sentence(done.error())}});
    }
  }
  if (const auto recorded = record_replays(call, done_ones); !recorded)
    return unexpected(recorded.error());
  return answer(call, query, std::move(replayed), std::move(failed_ones));
}

Answer<ports::DeadLetter> letter_of(const Call& call, std::int64_t id) {
  const auto meta = look(call);
  if (!meta) return unexpected(meta.error());
  auto letter = (*meta)->dead_letters().get(id);
  if (!letter) return unexpected(failed(letter.error()));
  if (!*letter) return unexpected(not_found());
  return **std::move(letter);
}

/// 404 when it is of none of `projects`; nullopt: of whatever project.
Answer<net::Response> replay_one(const Call& call, Instance& instance,
                                 const ports::DeadLetterQuery& query) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const auto named = ascii::parse_uint<std::uint64_t>(call.request.param("letter"));
  if (!named || *named > kMost) return unexpected(not_found());
  const auto id = static_cast<std::int64_t>(*named);
  const auto letter = letter_of(call, id);
  if (!letter) return unexpected(letter.error());
  const bool theirs = !query.projects ||
                      std::ranges::find(*query.projects, letter->project) != query.projects->end();
  if (!theirs) return unexpected(not_found());
  if (const auto done = instance.replay(id); !done) return unexpected(refusal(done.error()));
  if (const auto recorded = record_replays(call, {&*letter, 1}); !recorded)
    return unexpected(recorded.error());
  return answer(call, query, {id_text(id)}, {});
}

ports::DeadLetterQuery own(const Call& call) {
  return {.projects = call.grant.project_ids()};
}

}  // namespace

Answer<net::Response> replay_own_dead_letter(Call& call, Instance& instance) {
  return replay_one(call, instance, own(call));
}

Answer<net::Response> replay_own_dead_letters(Call& call, Instance& instance) {
  return replay_open(call, instance, own(call));
}

Answer<net::Response> replay_dead_letter(Call& call, Instance& instance) {
  return replay_one(call, instance, {});
}

Answer<net::Response> replay_dead_letters(Call& call, Instance& instance) {
  return replay_open(call, instance, {});
}

}  // namespace picket::api
