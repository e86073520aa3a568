#include "load/api.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "protocol/json.h"

namespace picket::load {
namespace {

/// Largest page of an issue list.
constexpr int kPage = 100;

std::string_view attribute(std::string_view link, std::string_view name) {
  const std::string begin = fmt::format("{}=\"", name);
  const std::size_t at = link.find(begin);
  if (at == std::string_view::npos) return {};
  return ascii::split_once(link.substr(at + begin.size()), '"').head;
}

std::optional<std::uint64_t> count_of(const boost::json::value& issue) {
  const boost::json::value* const count = protocol::find(issue, "count");
  if (count == nullptr) return std::nullopt;
  if (const boost::json::string* const text = count->if_string()) {
    return ascii::parse_uint<std::uint64_t>({text->data(), text->size()});
  }
  if (count->is_int64() && count->get_int64() >= 0) {
    return static_cast<std::uint64_t>(count->get_int64());
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> next_cursor(std::string_view link) {
  while (!link.empty()) {
    const ascii::Split one = ascii::split_once(link, ',');
    link = one.tail;
    if (attribute(one.head, "rel") == "next" && attribute(one.head, "results") == "true") {
      return std::string(attribute(one.head, "cursor"));
    }
  }
  return std::nullopt;
}

Result<Api, std::string> Api::connect(ApiAccess access) {
  const auto address = resolve(access.url);
  if (!address) return unexpected(address.error());
  return Api(std::move(access), *address);
}

std::optional<Answer> Api::ask(std::string_view request) {
  if (!fd_) {
    fd_ = connect_blocking(address_);
    parser_ = AnswerParser();
  }
  if (!fd_ || ::send(fd_.get(), request.data(), request.size(), MSG_NOSIGNAL) !=
                  static_cast<ssize_t>(request.size())) {
    fd_.reset();
    return std::nullopt;
  }
  char bytes[16 * 1024];
  AnswerParser::State state = AnswerParser::State::more;
  while (state == AnswerParser::State::more) {
    const ssize_t got = ::recv(fd_.get(), bytes, sizeof bytes, 0);
    state = got > 0    ? parser_.feed({bytes, static_cast<std::size_t>(got)})
            : got == 0 ? parser_.end()
                       : AnswerParser::State::bad;
  }
  if (state == AnswerParser::State::bad) {
    fd_.reset();
    return std::nullopt;
  }
  Answer answer = parser_.take();
  if (!answer.keep_alive) fd_.reset();
  return answer;
}

Result<Answer, std::string> Api::get(std::string_view path) {
  const std::string request = fmt::format(
      "GET {}/api/0/{} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n"
      "Accept: application/json\r\nUser-Agent: picket_load\r\n\r\n",
      access_.url.path, path, access_.url.authority(), access_.token);
  const bool fresh = !fd_;
  std::optional<Answer> answer = ask(request);
  if (!answer && !fresh) answer = ask(request);
  if (!answer) return unexpected(fmt::format("{}: no answer", access_.url.authority()));
  return std::move(*answer);
}

Result<bool, std::string> Api::is_visible(const EventId& event) {
  const auto answer =
      // Not the event's page: what that takes would be counted as the cost of receiving events.
      get(fmt::format("projects/{}/{}/events/{}/json/", access_.org, access_.project,
                      event.to_hex()));
  if (!answer) return unexpected(answer.error());
  if (answer->status == 200) return true;
  if (answer->status == 404) return false;
  return unexpected(fmt::format("event answered {}: {}", answer->status,
                                std::string_view(answer->body).substr(0, 200)));
}

Result<IssueTotals, std::string> Api::issue_totals() {
  IssueTotals totals;
  std::optional<std::string> cursor = "";
  while (cursor) {
    // No query: resolved and ignored issues count, too.
    const auto answer = get(fmt::format("organizations/{}/issues/?query=&limit={}&cursor={}",
                                        access_.org, kPage, *cursor));
    if (!answer) return unexpected(answer.error());
    const auto page = protocol::parse_json(answer->body);
    if (answer->status != 200 || !page || !page->is_array()) {
      return unexpected(fmt::format("issue list answered {}: {}", answer->status,
                                    std::string_view(answer->body).substr(0, 200)));
    }
    for (const boost::json::value& issue : page->get_array()) {
      const auto count = count_of(issue);
      if (!count) return unexpected(std::string("issue without a count"));
      ++totals.issues;
      totals.events += *count;
    }
    cursor = next_cursor(answer->link);
  }
  return totals;
}

}  // namespace picket::load
