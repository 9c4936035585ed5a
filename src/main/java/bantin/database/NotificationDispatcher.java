package bantin.database;

import bantin.background.BackgroundThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Passes the messages of other nodes to every {@link NotificationSubscriber}. */
@Startup
@ApplicationScoped
class NotificationDispatcher implements NotificationListener.Listener, NotificationState {

    private static final String CHANNEL = "bantin";

    @Inject
    DirectConnections sessions;

    @Inject
    BackgroundThreads threads;

    @Inject
    @Any
    Instance<NotificationSubscriber> subscribers;

    private NotificationListener listener;

    @PostConstruct
    void start() {
        listener = new NotificationListener(CHANNEL, name -> sessions.open(name, 1), this);
        listener.start(threads);
    }

    void stop(@Observes ShutdownEvent ended) {
        listener.close();
    }

    @Override
    public boolean isInSync() {
        return listener.isInSync();
    }

    @Override
    public void listening() {
        subscribers.forEach(NotificationSubscriber::messagesMissed);
    }

    @Override
    public void received(String message) {
        var isKnown = false;
        for (var subscriber : subscribers) {
            isKnown |= subscriber.received(message);
        }
        if (!isKnown) {
            subscribers.forEach(NotificationSubscriber::unknownReceived);
        }
    }
}
