// What a server shows, asked for through Sentry's REST API.
//   projects/{org}/{project}/events/{id}/     is this event there?
//   organizations/{org}/issues/               how many events do all issues count?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "load/answer_parser.h"
#include "load/socket.h"
#include "load/url.h"
#include "protocol/ids.h"

namespace picket::load {

struct ApiAccess {
  Url url;  ///< Root of the server: "/api/0/" comes behind its path.
  std::string token;
  std::string org;
  std::string project;
};

struct IssueTotals {
  std::uint64_t issues = 0;
  std::uint64_t events = 0;  ///< Sum of the issues' counts.
};

/// One connection. Blocks; for one thread.
class Api {
 public:
  static Result<Api, std::string> connect(ApiAccess access);

  /// 404 is "not yet"; any other refusal is an error.
  Result<bool, std::string> is_visible(const EventId& event);
  /// All pages.
  Result<IssueTotals, std::string> issue_totals();

 private:
  Api(ApiAccess access, const Address& address) noexcept
      : access_(std::move(access)), address_(address) {}

  /// Reconnects once when the server closed the connection meanwhile.
  Result<Answer, std::string> get(std::string_view path);
  std::optional<Answer> ask(std::string_view request);

  ApiAccess access_;
  Address address_;
  Fd fd_;
  AnswerParser parser_;
};

/// The cursor of the next page in a Link field; nullopt on the last page.
std::optional<std::string> next_cursor(std::string_view link);

}  // namespace picket::load
