package io.campuspulse.http;

import io.campuspulse.journal.JournalException;
import io.campuspulse.query.QueryProblem;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes requests to the endpoints of the contract's operations. Everything that every operation
 * shares is here: clean addresses, admission, keys, parameters, workers, problems, timing.
 */
final class ContractRouter {
  private static final Logger LOG = LoggerFactory.getLogger(ContractRouter.class);
  private static final String LINK = "/api/v1/link";
  private static final String CITY_KEY = "X-BG-HMAC-ACCESS-KEY";

  private final Vertx vertx;
  private final Admission admission;
  private final Access access;
  private final QueryPool pool;
  private final MeterRegistry meters;
  private final Wire wire;

  ContractRouter(
      Vertx vertx, Admission admission, Access access, QueryPool pool, MeterRegistry meters) {
    this.vertx = vertx;
    this.admission = admission;
    this.access = access;
    this.pool = pool;
    this.meters = meters;
    this.wire = admission.wire();
  }

  /**
   * Builds a router.
   *
   * @param operations of the contract
   * @param endpoints by operation id; one for each operation and no other
   * @param assets the page's files by path
   * @throws IllegalStateException when operations and endpoints differ
   */
  Router build(
      List<Contract.Operation> operations, Map<String, Endpoint> endpoints, Assets assets) {
    Set<String> ids = new TreeSet<>(operations.stream().map(Contract.Operation::id).toList());
    if (!ids.equals(new TreeSet<>(endpoints.keySet()))) {
      throw new IllegalStateException(
          "openapi.yaml names " + ids + " but the service has " + endpoints.keySet());
    }
    Router router = Router.router(vertx);
    router.route().handler(this::clean);
    Map<String, Map<String, Contract.Operation>> byPath = new LinkedHashMap<>();
    operations.forEach(
        o -> byPath.computeIfAbsent(o.path(), p -> new LinkedHashMap<>()).put(o.method(), o));
    byPath.forEach(
        (path, methods) ->
            route(router, path).handler(context -> dispatch(context, methods, endpoints)));
    assets.paths().forEach(path -> router.route(path).handler(c -> asset(c, assets, path)));
    router.route().handler(context -> wire.send(context.request(), nothingHere()));
    router.route().failureHandler(this::failed);
    router.errorHandler(400, this::failed);
    router.errorHandler(500, this::failed);
    return router;
  }

  /**
   * A colon in the document, as in {@code registry:reload}, is a colon; to the router it is not.
   */
  private static Route route(Router router, String path) {
    return path.indexOf(':') >= 0
        ? router.routeWithRegex(Pattern.quote(path))
        : router.route(path.replaceAll("\\{(\\w+)}", ":$1"));
  }

  private static Problem nothingHere() {
    return Problem.of(
        Problem.Kind.NOT_FOUND,
        "此地址没有内容；接口入口为 /api/v1",
        "there is nothing at this address; the API starts at /api/v1");
  }

  private void clean(RoutingContext context) {
    Paths.check(context.request().path());
    context.next();
  }

  private void failed(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure == null && context.statusCode() < 500) {
      wire.send(
          context.request(), Problem.of(Problem.Kind.BAD_REQUEST, "请求无法解析", "cannot be read"));
    } else {
      wire.send(context.request(), problem(failure));
    }
  }

  private void dispatch(
      RoutingContext context,
      Map<String, Contract.Operation> methods,
      Map<String, Endpoint> endpoints) {
    HttpServerRequest request = context.request();
    Set<String> readBody =
        methods.values().stream()
            .filter(Contract.Operation::takesBody)
            .map(Contract.Operation::method)
            .collect(Collectors.toSet());
    if (admission.admitted(request, methods.keySet(), readBody)) {
      String method = request.method().equals(HttpMethod.HEAD) ? "GET" : request.method().name();
      Contract.Operation operation = methods.get(method);
      answer(context, operation, endpoints.get(operation.id()));
    }
  }

  private void asset(RoutingContext context, Assets assets, String path) {
    HttpServerRequest request = context.request();
    if (!admission.admitted(request, Set.of("GET"))) {
      return;
    }
    if (caller(request).isEmpty()) {
      wire.send(request, keyNeeded());
    } else {
      wire.send(request, assets.render(path, request.headers()));
    }
  }

  private Optional<Caller> caller(HttpServerRequest request) {
    return access.authenticate(Credentials.key(request.headers()));
  }

  /** The caller by signature or key; empty when an answer has been sent. */
  private Optional<Caller> admit(HttpServerRequest request) {
    if (!request.headers().contains(CITY_KEY)) {
      Optional<Caller> caller = caller(request);
      if (caller.isEmpty()) {
        wire.send(request, keyNeeded());
      }
      return caller;
    }
    Verdict verdict =
        access.verify(
            new SignedRequest(
                request.method().name(),
                request.path(),
                request.query(),
                request.getHeader(CITY_KEY),
                request.getHeader("X-BG-HMAC-SIGNATURE"),
                request.getHeader("X-BG-HMAC-ALGORITHM"),
                request.getHeader("X-BG-DATE-TIME")));
    if (verdict.caller().isEmpty()) {
      String why = verdict.refusal(); // the profile's words, in every language
      wire.send(request, Problem.of(Problem.Kind.UNAUTHORIZED, why, why));
    }
    return verdict.caller();
  }

  private static Problem linkOnly() {
    return Problem.of(
        Problem.Kind.FORBIDDEN,
        "城市平台的签名只用于 " + LINK + " 之下的接口",
        "a city's signature is for the operations below " + LINK);
  }

  private static Problem keyNeeded() {
    return Problem.of(
        Problem.Kind.UNAUTHORIZED,
        "请在 X-API-Key 或 Authorization: Bearer 中提供有效密钥",
        "present a valid key as X-API-Key or Authorization: Bearer");
  }

  private static Problem forbidden(Role needed) {
    String role = needed.name().toLowerCase(Locale.ROOT);
    return needed == Role.OPERATOR
        ? Call.operatorNeeded()
        : Problem.of(
            Problem.Kind.FORBIDDEN,
            "此操作需要 " + role + " 角色的密钥",
            "this needs a key of the role " + role);
  }

  private void answer(RoutingContext context, Contract.Operation operation, Endpoint endpoint) {
    HttpServerRequest request = context.request();
    long start = System.nanoTime();
    Optional<Caller> caller =
        operation.open() ? Optional.of(new Caller("anyone", Role.VIEWER)) : admit(request);
    if (caller.isEmpty()) {
      return;
    }
    if (caller.get().city().isPresent() && !operation.path().startsWith(LINK)) {
      wire.send(request, linkOnly());
      return;
    }
    if (operation.role().isPresent() && !caller.get().role().includes(operation.role().get())) {
      wire.send(request, forbidden(operation.role().get()));
      return;
    }
    Parameters parameters = Parameters.parse(request.query(), operation.queryParameters());
    MultiMap headers = request.headers();
    Future<String> body =
        operation.takesBody() ? admission.body(request) : Future.succeededFuture("");
    Future<Rendered> rendered =
        body.compose(
            text -> {
              Call call =
                  new Call(
                      context.pathParams(),
                      parameters,
                      Optional.ofNullable(headers.get(HttpHeaders.ACCEPT)),
                      caller.get(),
                      text);
              return operation.open()
                  ? Future.succeededFuture(Rendered.of(endpoint.answer(call), headers))
                  : pool.run(() -> Rendered.of(endpoint.answer(call), headers));
            });
    rendered.onComplete(
        done -> {
          if (done.succeeded()) {
            wire.send(request, done.result());
          } else {
            wire.send(request, problem(done.cause()));
          }
          time(operation, request.response().getStatusCode(), System.nanoTime() - start);
        });
  }

  private void time(Contract.Operation operation, int status, long nanos) {
    meters
        .timer(
            "campus.http.request", "operation", operation.id(), "status", Integer.toString(status))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Problem problem(Throwable failure) {
    if (failure instanceof ProblemException problem) {
      return problem.problem();
    }
    if (failure instanceof QueryProblem problem) {
      return QueryProblems.problem(problem);
    }
    if (failure instanceof JournalException) {
      LOG.warn("a request met a journal that fails: {}", failure.getMessage());
      return Problem.of(
          Problem.Kind.UNAVAILABLE, "日志存储暂时不可用", "the journal does not answer; try again later");
    }
    String incident = UUID.randomUUID().toString();
    LOG.error("Incident {}: a request failed", incident, failure);
    Problem hidden =
        Problem.of(
            Problem.Kind.INTERNAL,
            "服务未能处理该请求；日志编号见 instance",
            "the service failed; instance names the entry in its log");
    return new Problem(hidden.kind(), null, null, hidden.rule(), "urn:uuid:" + incident);
  }
}
