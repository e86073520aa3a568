#include "roles/relay/answer.h"

#include <string>
#include <string_view>

#include "net/limits.h"
#include "protocol/json.h"
#include "protocol/outcome.h"

namespace picket::relay {
namespace {

namespace reason = protocol::reason;

/// 1x1, transparent, GIF89a.
constexpr std::string_view kPixel(
    "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00\x21\xf9\x04\x01\x00\x00\x00\x00"
    "\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b",
    43);

constexpr std::string_view kAllowedHeaders =
    "x-sentry-auth,x-requested-with,x-forwarded-for,origin,referer,accept,content-type,"
    "authentication,authorization,content-encoding,transfer-encoding";

/// Old SDKs show it to people; relay's text, which they know.
constexpr std::string_view kLimitedDetail =
    "Sentry dropped data due to a quota or internal rate limit being reached. This will not affect "
    "your application. See https://docs.sentry.io/product/accounts/quotas/ for more information.";

/// Uploaders of crash dumps and cron jobs try again on any error.
bool hears_limits(Endpoint endpoint) noexcept {
  switch (endpoint) {
    case Endpoint::envelope:
    case Endpoint::store:
    case Endpoint::beacon:
    case Endpoint::attachments:
    case Endpoint::security:
    case Endpoint::nel:
      return true;
    case Endpoint::minidump:
    case Endpoint::unreal:
    case Endpoint::check_in:
      return false;
  }
  return true;
}

void add_common_headers(net::Response& response) {
  response.headers.add("Access-Control-Allow-Origin", "*");
  // Else a page under COEP may not use the answer to a beacon.
  response.headers.add("Cross-Origin-Resource-Policy", "cross-origin");
}

void add_answer_headers(net::Response& response) {
  add_common_headers(response);
  response.headers.add("Access-Control-Expose-Headers",
                       "x-sentry-error,x-sentry-rate-limits,retry-after");
}

/// Which kind of item was too large, where the endpoint tells.
std::string_view too_large_suffix(Endpoint endpoint) {
  switch (endpoint) {
    case Endpoint::envelope:
      return "";
    case Endpoint::store:
    case Endpoint::beacon:
      return ":event";
    case Endpoint::minidump:
      return ":attachment:minidump";
    case Endpoint::unreal:
      return ":unreal_report";
    case Endpoint::attachments:
      return ":attachment:attachment";
    case Endpoint::check_in:
      return ":check_in";
    case Endpoint::security:
      return ":raw_security";
    case Endpoint::nel:
      return ":nel";
  }
  return "";
}

std::string hyphenated(const EventId& id) {
  std::string text = id.to_hex();
  for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
  return text;
}

}  // namespace

net::Response accepted(Endpoint endpoint, const std::optional<EventId>& event) {
  net::Response response;
  switch (endpoint) {
    case Endpoint::envelope:
    case Endpoint::store:
      response.body = event ? R"({"id":")" + event->to_hex() + "\"}" : "{}";
      break;
    case Endpoint::beacon:
      response.content_type = "image/gif";
      response.body = kPixel;
      break;
    case Endpoint::unreal:
    case Endpoint::minidump:  // Uploaders show it to people.
      response.content_type = "text/plain";
      response.body = hyphenated(event.value_or(EventId{}));
      break;
    case Endpoint::attachments:
      response.status = 201;
      response.content_type = "text/plain";
      break;
    case Endpoint::security:
    case Endpoint::nel:  // Browsers do not look.
      response.content_type = "text/plain";
      break;
    case Endpoint::check_in:
      response.status = 202;
      response.content_type = "text/plain";
      break;
  }
  add_answer_headers(response);
  return response;
}

net::Response limited(Endpoint endpoint, const std::optional<EventId>& event,
                      std::span<const protocol::RateLimit> limits) {
  if (!hears_limits(endpoint)) return accepted(endpoint, event);
  Rejection rejection;
  rejection.why = Refused::limited;
  rejection.status = 429;
  rejection.detail = kLimitedDetail;
  net::Response response = rejected(rejection);
  response.headers.add("Retry-After", std::to_string(protocol::retry_after_seconds(limits)));
  response.headers.add("X-Sentry-Rate-Limits", protocol::format_rate_limits(limits));
  return response;
}

net::Response rejected(const Rejection& rejection) {
  net::Response response;
  response.status = rejection.status;
  response.body = R"({"detail":)";
  protocol::write_json_string(rejection.detail, response.body);
  if (!rejection.cause.empty()) {
    response.body += R"(,"causes":[)";
    protocol::write_json_string(rejection.cause, response.body);
    response.body += ']';
  }
  response.body += '}';
  add_answer_headers(response);
  // Old SDKs log this header and nothing else.
  response.headers.add("X-Sentry-Error", rejection.detail);
  if (rejection.why == Refused::unavailable) {
    response.headers.add("Retry-After", std::to_string(net::kRetryAfterSeconds));
  }
  return response;
}

net::Response preflight() {
  net::Response response;
  response.content_type = "text/plain";
  add_common_headers(response);
  response.headers.add("Access-Control-Allow-Methods", "POST");
  response.headers.add("Access-Control-Allow-Headers", kAllowedHeaders);
  response.headers.add("Access-Control-Max-Age", "3600");
  return response;
}

Rejection unavailable(std::string_view cause) {
  return {Refused::unavailable, 503, "failed to queue envelope", std::string(cause),
          std::string(reason::kUnavailable)};
}

Rejection internal_error() {
  return {Refused::internal, 500, "internal server error", {}, std::string(reason::kInternal)};
}

Rejection rejection_of(net::Refusal refusal, Endpoint endpoint) {
  switch (refusal) {
    case net::Refusal::too_large: {
      std::string why(reason::kTooLarge);
      why += too_large_suffix(endpoint);
      return {Refused::too_large, 413, "length limit exceeded", {}, std::move(why)};
    }
    case net::Refusal::unsupported_encoding:
      return {Refused::encoding,
              415,
              "unsupported content encoding",
              {},
              std::string(reason::kInvalidCompression)};
    case net::Refusal::corrupt_encoding:
      return {Refused::encoding, 400, "invalid request body", "corrupt content encoding",
              std::string(reason::kInvalidCompression)};
    case net::Refusal::overloaded:
      return unavailable("too many requests in progress");
  }
  return internal_error();
}

}  // namespace picket::relay
